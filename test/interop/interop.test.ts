import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pythonWith } from "../../bench/python-environment.mjs";
import { chats, modelDirectory, root, turnwise } from "../support/turnwise.ts";

const asked = process.env["TURNWISE_INTEROP"] === "1";
if (!asked) console.info("test/interop is skipped: it installs 6 GB of Python packages. TURNWISE_INTEROP=1 runs it.");

const here = fileURLToPath(new URL("./", import.meta.url));
const cache = join(root, ".cache");
/** What TRL gives for the same conversations with the same template. */
const AS_TRL = ["--template-engine", "jinja", "--mask", "generation", "--turns", "as-rendered", "--straddle", "keep"];
AS_TRL.push("--control-tokens-in-data", "allow");
/** Two shards of rows of several examples. */
const PACKED_SHARDS = ["--pack", "128", "--shard-size", "500"];
const INSTALLATION = 3_600_000;

/** Path of a Python of its own, laid on the one with PyTorch. */
function environment(requirements: string, name: string, base?: string): string {
  const { python: path, missing } = pythonWith(requirements, join(cache, name), base);
  if (missing !== undefined) throw new Error(missing);
  return path;
}

/** A file with the lines that say how to load an output. */
function snippet(out: string): string {
  const { load } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) as { readonly load: string };
  const file = `${out}.load`;
  writeFileSync(
    file,
    load.replaceAll(/\.\/(?=train-|validation-|\{part\})/g, `${out}/`).replaceAll("path: .\n", `path: ${out}\n`),
  );
  return file;
}

describe.skipIf(!asked)("trainers and readers, in Python", () => {
  let folder: string;
  let model: string;
  let trl: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "turnwise-interop-"));
    trl = environment(join(root, "bench/pipeline/requirements.txt"), "bench-pipeline-venv");
    model = join(folder, "model");
    python(trl, "make_model.py", modelDirectory("qwen3"), model);
    prepare("rows", "--format", "jsonl");
  }, INSTALLATION);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function trainer(name: string): string {
    return environment(join(here, "requirements", `${name}.txt`), `interop-${name}`, trl);
  }

  /** What a script prints at last. */
  function python(path: string, script: string, ...given: readonly string[]): Readonly<Record<string, unknown>> {
    const env = { ...process.env, HF_HUB_OFFLINE: "1", HF_HOME: join(folder, "hugging-face") };
    const output = execFileSync(path, [join(here, script), ...given], { encoding: "utf8", cwd: folder, env });
    return output === "" ? {} : JSON.parse(output.trimEnd().split("\n").at(-1) ?? "");
  }

  /** Prepares the example's chats; returns the folder. */
  function prepare(name: string, ...flags: readonly string[]): string {
    const out = join(folder, name);
    const run = turnwise("prepare", chats, "--model", model, "--out", out, "--quiet", ...AS_TRL, ...flags);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    return out;
  }

  const rows = (): string => join(folder, "rows/train-00000.jsonl");

  test("datasets, pyarrow and polars read the same lists", () => {
    const outputs = ["parquet", "arrow", "jsonl"].map((format) =>
      prepare(`generic-${format}`, "--format", format, ...PACKED_SHARDS),
    );
    const saved = prepare("saved", "--for", "llamafactory", "--validation", "0.3");
    expect(python(trl, "readers.py", ...outputs, saved)).toMatchObject({ readers: 8 });
  });

  test("TRL's losses are the same as with its own preparation", () => {
    const { losses, trl: expected } = python(
      trl,
      "trl_training.py",
      model,
      join(root, chats),
      prepare("trl", "--for", "trl"),
    );
    expect(losses).toHaveLength(3);
    expect(losses).toEqual(expected);
  });

  test("TRL takes packed rows apart as they were put together", () => {
    const packed = prepare("trl-packed", "--for", "trl", "--pack", "256");
    const unpacked = prepare("trl-unpacked", "--for", "trl");
    expect(python(trl, "trl_packed.py", model, packed, unpacked)).toMatchObject({ examples: 20 });
  });

  test(
    "LLaMA-Factory loads the folder",
    () => {
      const out = prepare("llamafactory", "--for", "llamafactory", "--validation", "0.3");
      const loaded = python(trainer("llamafactory"), "llamafactory_loading.py", model, out, rows());
      expect(loaded).toMatchObject({ train: expect.any(Number), validation: expect.any(Number) });
    },
    INSTALLATION,
  );

  test(
    "Axolotl loads by the printed configuration",
    () => {
      const file = snippet(prepare("axolotl", "--for", "axolotl", "--validation", "0.3"));
      expect(python(trainer("axolotl"), "axolotl_loading.py", model, file, rows())).toMatchObject({ rows: 20 });
    },
    INSTALLATION,
  );

  test(
    "torchtune collates what the printed lines load, and its recipe shifts once",
    () => {
      const file = snippet(prepare("torchtune", "--for", "torchtune"));
      const packed = snippet(prepare("torchtune-packed", "--for", "torchtune", "--pack", "256"));
      const loaded = python(trainer("torchtune"), "torchtune_loading.py", model, file, packed, rows());
      expect(loaded["recipe"]).toBeCloseTo(Number(loaded["hugging_face"]), 4);
    },
    INSTALLATION,
  );

  test(
    "Megatron-Bridge reads packed rows",
    () => {
      const out = prepare("megatron-bridge", "--for", "megatron-bridge", "--pack", "256");
      const given = [`${out}/train-*.idx.parquet`, "256", rows()];
      const loaded = python(trainer("megatron-bridge"), "megatron_bridge_loading.py", ...given);
      expect(loaded).toMatchObject({ examples: 20 });
    },
    INSTALLATION,
  );
});
