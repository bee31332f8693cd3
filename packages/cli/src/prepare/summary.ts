import type { TurnVerdict } from "@turnwise/core";
import type { Counts, RunTimings } from "@turnwise/run";
import { count, counted, duration, percent } from "../terminal/format-number.ts";
import type { Style } from "../terminal/style.ts";
import { visible, visibleLines } from "../terminal/visible.ts";
import { table } from "../terminal/table.ts";
import type { Manifest } from "./manifest.ts";

/** What the report says besides the manifest. Times in milliseconds: to open the model, and to prepare the rows. */
export interface RunReport {
  readonly setUp: number;
  readonly rows: number;
  /** How the trainer loads the output. */
  readonly load: string;
  readonly isUnchanged: boolean;
  readonly splits: number;
  readonly reusedSplits: number;
  /** Null if nothing was done. */
  readonly timings: RunTimings | null;
}

/** The report that ends `prepare`. */
export function summarise(manifest: Manifest, out: string, run: RunReport, paint: Style): string {
  const { counts, conventions } = manifest;
  const rows = counts.prepared + counts.rejected;
  const lines = [
    ["rows", count(rows), counts.blank > 0 ? `and ${counted(counts.blank, "blank line")}` : ""],
    ["prepared", count(counts.prepared), percent(counts.prepared, rows)],
    ["rejected", count(counts.rejected), rejections(counts, rows, out)],
    ["turns", count(counts.turns), turnsByVerdict(counts)],
    ["tokens", count(counts.tokens), `in ${counted(counts.examples, "example")}`],
    ...(manifest.repeated_rows > 0
      ? [
          [
            "repeated",
            count(manifest.repeated_rows),
            `rows with the conversation of an earlier one: left out; see ${out}/rejected.jsonl`,
          ],
        ]
      : []),
    ...(manifest.examples_over_length > 0
      ? [
          [
            "too long",
            count(manifest.examples_over_length),
            `examples of more than ${count(manifest.output.max_length ?? 0)} tokens: ${manifest.output.over_length === "reject" ? `refused; see ${out}/rejected.jsonl` : "their ends were cut"}`,
          ],
        ]
      : []),
    ...manifest.parts.map(({ name, rows: partRows, shards, fill }) => [
      name,
      count(partRows),
      `rows in ${counted(shards, "file")}${fill === null ? "" : `, ${(100 * fill).toFixed(2)} % full of ${count(manifest.output.pack ?? 0)} tokens`}`,
    ]),
    [
      "trained",
      count(counts.trained_tokens),
      `${percent(counts.trained_tokens, counts.tokens)} of the tokens; all other labels are ${String(conventions["ignore_index"])}`,
    ],
  ];
  const noticed = counts.diagnostics
    .toSorted((left, right) => right.count - left.count)
    .map((each) => [count(each.count), `${each.code}: ${each.message}`]);
  const shiftedBy =
    conventions["labels_shifted_by"] === "trainer"
      ? "the trainer shifts the labels"
      : "the labels are shifted in the file: the trainer must not";
  const settings = [
    ["renderer", `${String(conventions["family"] ?? `${String(conventions["renderer"])}, the model's own template`)}`],
    ...(typeof conventions["template"] === "string" ? [["template", visible(conventions["template"])]] : []),
    ...(typeof conventions["template_arguments"] === "string"
      ? [["arguments", conventions["template_arguments"]]]
      : []),
    ...(typeof conventions["clock"] === "string"
      ? [["clock", `${conventions["clock"]}, which the template reads as now; --clock chooses another`]]
      : []),
    ["bos", String(conventions["bos"])],
    ["mask", String(conventions["mask"])],
    ["shift", `${String(conventions["shift"])}: ${shiftedBy}`],
    ["turns", String(conventions["turns"])],
    ["for", `${manifest.output.trainer}, ${manifest.output.format}`],
    ["written", written(manifest)],
    ...(run.timings === null ? [] : [["time", timeByStage(run.timings)]]),
  ];
  if (run.isUnchanged) {
    return `${paint.bold("nothing to do")}: ${out} was made from the same input by the same settings (${count(counts.prepared)} rows prepared). --no-resume makes it again.`;
  }
  const reused = run.reusedSplits > 0 ? `, ${run.reusedSplits} of ${run.splits} pieces of the input done before` : "";
  return [
    ...manifest.notes.map((note) => `${paint.yellow("note")} ${note}\n`),
    `${paint.bold(`${count(counts.prepared)} of ${count(rows)} rows prepared`)} into ${out} in ${duration(run.rows)}${rates(run)}${reused}, after ${duration(run.setUp)} to open the model`,
    "",
    table(lines, "  "),
    ...manifest.rejection_examples.map(
      ({ code, source, line, message }) => `\n  ${code}, first in ${source}, line ${line}: ${visibleLines(message)}`,
    ),
    "",
    table(settings, "  "),
    manifest.parts.some((part) => part.rows > 0)
      ? `\n  load it with\n\n${indented(run.load)}`
      : "\n  there is nothing to load: no row was prepared",
    ...(noticed.length > 0 ? ["", "  noticed", table(noticed, "  ")] : []),
  ].join("\n");
}

/** ` (4,100 rows/s, 1,204,000 tokens/s)` of what this process prepared. */
function rates({ timings, rows: milliseconds }: RunReport): string {
  const workers = timings?.sessions.at(-1)?.workers ?? [];
  const perSecond = (key: "rows" | "tokens"): string =>
    count(Math.round((1000 * workers.reduce((sum, worker) => sum + worker[key], 0)) / Math.max(1, milliseconds)));
  const hasWorked = workers.some(({ rows }) => rows > 0);
  return hasWorked ? ` (${perSecond("rows")} rows/s, ${perSecond("tokens")} tokens/s)` : "";
}

/** `plan 90 ms, work 6.9 s, shards 0.9 s; 2 threads: read 1.2 s, prepare 10.0 s; 312 MB of memory at most`. */
function timeByStage({ total }: RunTimings): string {
  const threads = counted(total.workers, "thread");
  const memory = `${count(Math.round(total.peak_memory / 1e6))} MB of memory at most`;
  return `${stages(total.stages)}; ${threads}: ${stages(total.worker_stages)}; ${memory}`;
}

function stages(times: Readonly<Record<string, number>>): string {
  return Object.entries(times)
    .filter(([, milliseconds]) => milliseconds >= 0.5)
    .map(([stage, milliseconds]) => `${stage} ${duration(milliseconds)}`)
    .join(", ");
}

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `    ${line}`.trimEnd())
    .join("\n");
}

const MOST_NAMES = 6;

function written({ outputs }: Manifest): string {
  const names = outputs.map(({ path }) => path);
  return names.length <= MOST_NAMES
    ? names.join(", ")
    : `${names.slice(0, MOST_NAMES).join(", ")} … (${names.length} files)`;
}

const PROVEN: readonly TurnVerdict["verdict"][] = ["exact", "split", "composed"];

/** `1,204 exact, 31 split; 12 as-rendered, unproven; 31 masked`. */
function turnsByVerdict({ verdicts }: Counts): string {
  const say = (verdict: TurnVerdict["verdict"], words: string = verdict): readonly string[] => {
    const times = verdicts[verdict] ?? 0;
    return times === 0 ? [] : [`${count(times)} ${words}`];
  };
  const proven = PROVEN.flatMap((verdict) => say(verdict)).join(", ");
  return [
    ...(proven === "" ? [] : [proven]),
    ...say("as-rendered", "as-rendered, unproven"),
    ...say("dropped", "dropped by the template"),
    ...say("prefill", "to be continued, masked"),
    ...say("masked"),
    ...say("not-claimed", "of which the mask does not speak"),
  ].join("; ");
}

function rejections({ rejected, rejections: codes }: Counts, rows: number, out: string): string {
  if (rejected === 0) return "";
  const list = Object.entries(codes)
    .toSorted(([, left], [, right]) => right - left)
    .map(([code, times]) => `${code} ${count(times)}`);
  return `${percent(rejected, rows)}: ${list.join(", ")}; see ${out}/rejected.jsonl`;
}
