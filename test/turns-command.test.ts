import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { describe, expect, test } from "vitest";
import { modelDirectory, temporaryFolder, turnwise, turnwiseWith } from "./support/turnwise.ts";

const qwen = modelDirectory("qwen3");

/** Qwen 3 prints reasoning behind the last question alone: one rendering does not hold both answers as the model gives them. */
const REASONED = {
  messages: [
    { role: "user", content: "What is 2+3?" },
    { role: "assistant", reasoning_content: "Add them.", content: "Five." },
    { role: "user", content: "Times four?" },
    { role: "assistant", reasoning_content: "Multiply.", content: "Twenty." },
  ],
};
const PLAIN = { messages: REASONED.messages.slice(0, 2).map(({ role, content }) => ({ role, content })) };
/** Two answers in a row: the second does not continue its prompt as the template prints it. */
const TWICE = { messages: [...PLAIN.messages, { role: "assistant", content: "Really." }] };

function rowsFile(folder: string, ...rows: readonly object[]): string {
  const file = join(folder, "rows.jsonl");
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return file;
}

/** One message and its verdicts a cell, as the index has them. */
async function indexOf(out: string): Promise<readonly Record<string, unknown>[]> {
  const file = await asyncBufferFromFile(join(out, "index/rows.parquet"));
  return parquetReadObjects({ file, compressors });
}

describe("prepare", () => {
  test("a row becomes as many examples as its turns take; index, manifest and summary say so", async () => {
    const folder = temporaryFolder();
    const file = rowsFile(folder, REASONED, PLAIN, TWICE);
    const out = join(folder, "out");
    const run = turnwise("prepare", file, "--model", qwen, "--out", out);
    expect(run).toMatchObject({ code: 0, stderr: expect.stringMatching(/^.*: jsonl, shape messages: .*\n$/) });
    expect(run.stdout).toMatch(/turns +7 +2 exact, 2 split, 1 composed; 2 masked/);
    expect(run.stdout).toMatch(/template +turns end in <\|im_end\|>; header .*; history rewritten: split/);
    const index = (await indexOf(out)).map(
      ({ line, example, messages, composed, turns, verdicts, proofs, end_appended, trained_tokens: trained }) => {
        expect(trained).toBeGreaterThan(0);
        return { line, example, messages, composed, turns, verdicts, proofs, end_appended };
      },
    );
    const proven = { proofs: "prompt-render", end_appended: "0" };
    expect(index).toEqual([
      { line: 1n, example: 0, messages: 2, composed: false, turns: "1", verdicts: "split", ...proven },
      {
        line: 1n,
        example: 1,
        messages: 4,
        composed: false,
        turns: "1,3",
        verdicts: "masked,exact",
        proofs: "none,one-render",
        end_appended: "0,0",
      },
      {
        line: 2n,
        example: 0,
        messages: 2,
        composed: false,
        turns: "1",
        verdicts: "exact",
        ...proven,
        proofs: "one-render",
      },
      { line: 3n, example: 0, messages: 2, composed: false, turns: "1", verdicts: "split", ...proven },
      {
        line: 3n,
        example: 1,
        messages: 3,
        composed: true,
        turns: "1,2",
        verdicts: "masked,composed",
        proofs: expect.stringMatching(/,prompt-render$/),
        end_appended: "0,0",
      },
    ]);
    const { counts } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) as Record<string, unknown>;
    expect(counts).toMatchObject({
      examples: 5,
      turns: 7,
      verdicts: { exact: 2, split: 2, composed: 1, masked: 2 },
      proofs: { "one-render": 2, "prompt-render": 3 },
      ends_appended: 0,
      composed: 1,
    });
  });

  test.each([
    ["as-rendered", { "as-rendered": 2 }, { none: 2 }, 1],
    ["last", { exact: 1, masked: 1 }, { "one-render": 1 }, 1],
  ])("--turns %s", (policy, verdicts, proofs, examples) => {
    const folder = temporaryFolder();
    const given = ["--model", qwen, "--out", join(folder, "out"), "--turns", policy, "--json"];
    const run = turnwise("prepare", rowsFile(folder, REASONED), ...given);
    expect(JSON.parse(run.stdout)).toMatchObject({
      conventions: { turns: policy },
      counts: { verdicts, proofs, examples },
    });
  });

  test("a refused row has its code and what to do", () => {
    const folder = temporaryFolder();
    const out = join(folder, "out");
    const run = turnwise("prepare", rowsFile(folder, REASONED), "--model", qwen, "--out", out, "--turns", "refuse");
    expect(run.code).toBe(1);
    const rejected = JSON.parse(readFileSync(join(out, "rejected.jsonl"), "utf8")) as Record<string, string>;
    expect(rejected["message"]).toContain("--turns");
    expect(run.stdout).toContain(`${rejected["code"]}, first in `);
  });

  test("template arguments reach the template and the manifest", () => {
    const folder = temporaryFolder();
    const given = ["--out", join(folder, "out"), "--template-arg", "enable_thinking=false", "--json"];
    const run = turnwise("prepare", rowsFile(folder, PLAIN), "--model", qwen, ...given);
    expect(JSON.parse(run.stdout)).toMatchObject({ conventions: { template_arguments: '{"enable_thinking": false}' } });
  });
});

function explain(...given: readonly string[]): string {
  const folder = temporaryFolder();
  const run = turnwise("explain", rowsFile(folder, REASONED), "--model", qwen, ...given);
  expect(run).toMatchObject({ code: 0, stderr: "" });
  return run.stdout;
}

describe("explain of a row that becomes several examples", () => {
  test("shows the whole rendering once, then each example with its verdicts", () => {
    const shown = explain();
    expect(shown.match(/Render the messages/g)).toHaveLength(1);
    expect(shown).toContain("so the row becomes 2 examples.");
    expect(shown).toContain("── Example 1 of 2: the first 2 of 4 messages, as the template prints them");
    expect(shown).toContain("── Example 2 of 2: all 4 messages, as the template prints them");
    expect(shown).toMatch(/1 +assistant +1 +\d+ +\d+ +split +prompt-render/);
    expect(shown).toMatch(/3 +assistant +3 +\d+ +\d+ +exact +one-render/);
  });

  test("in Markdown", () => {
    const shown = explain("--format", "markdown");
    expect(shown).toContain("### Example 1 of 2: the first 2 of 4 messages");
    expect(shown.match(/#### Position by position/g)).toHaveLength(2);
  });

  test("as JSON", () => {
    const { examples } = JSON.parse(explain("--format", "json")) as {
      readonly examples: readonly {
        readonly text: string;
        readonly turns: readonly { readonly verdict: string }[];
        readonly tokens: readonly { readonly text: string; readonly weight: number }[];
      }[];
    };
    expect(examples.map(({ turns }) => turns.map(({ verdict }) => verdict))).toEqual([["split"], ["masked", "exact"]]);
    expect(
      examples.map(({ tokens }) =>
        tokens
          .filter(({ weight }) => weight > 0)
          .map(({ text }) => text)
          .join(""),
      ),
    ).toEqual(["<think>\nAdd them.\n</think>\n\nFive.<|im_end|>", "<think>\nMultiply.\n</think>\n\nTwenty.<|im_end|>"]);
    expect(examples.every(({ text, tokens }) => tokens.map((token) => token.text).join("") === text)).toBe(true);
  });
});

describe("a last answer that is to be continued", () => {
  const begun: Record<string, unknown> = { role: "assistant", content: "It is" };
  const BEGUN = { messages: [PLAIN.messages[0], begun] };

  test("prepare masks it, counts it, and trains it if asked", async () => {
    const folder = temporaryFolder();
    const file = rowsFile(
      folder,
      { ...BEGUN, continue_final_message: true },
      { ...BEGUN, chat_template_kwargs: { continue_final_message: true } },
      { messages: [PLAIN.messages[0], { ...begun, prefix: true }] },
      { messages: BEGUN.messages.slice(0, 1), continue_final_message: true },
    );
    const given = ["prepare", file, "--model", qwen, "--template-arg", "enable_thinking=false"];
    const masked = turnwise(...given, "--max-rejected", "1", "--out", join(folder, "masked"));
    expect(masked.stdout).toMatch(/3 to be continued, masked/);
    expect(masked.stdout).toMatch(/3 +prefill: the last message is to be continued: it has no end, and is masked/);
    expect(masked.stdout).toMatch(/bad-prefill, first in .*: the last message is of user/);
    const trained = turnwise(...given, "--max-rejected", "1", "--train-prefill", "--out", join(folder, "trained"));
    expect(trained.stdout).toMatch(/turns +3 +3 exact\n/);
    expect((await indexOf(join(folder, "trained"))).map(({ verdicts }) => verdicts)).toEqual(Array(3).fill("exact"));
  });

  test("explain says so", () => {
    const file = rowsFile(temporaryFolder(), { ...BEGUN, continue_final_message: true });
    const run = turnwise("explain", file, "--model", qwen);
    expect(run.stdout).toContain("Render the messages (continue_final_message=true)");
    expect(run.stdout).toContain("prefill: the last message is to be continued");
  });

  test("template ends there", () => {
    const row = join(temporaryFolder(), "row.json");
    writeFileSync(row, JSON.stringify({ ...BEGUN, continue_final_message: true }));
    const run = (...more: readonly string[]): string =>
      turnwise("template", qwen, "--conversation", row, ...more).stdout.replaceAll(/ +$/gm, "");
    expect(run()).toContain("exact:prefill");
    expect(run()).toMatch(/\n {2}│ It is\n?$/);
    expect(run()).not.toContain("It is»");
    expect(run("--train-prefill")).toContain("It is»");
  });
});

describe("template", () => {
  const CHATML = `{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}`;
  const stop = ["--stop-token", "<|im_end|>"];

  function files(): { readonly template: string; readonly row: string } {
    const folder = temporaryFolder();
    const [template, row] = [join(folder, "chatml.jinja"), join(folder, "row.json")];
    writeFileSync(template, CHATML);
    writeFileSync(row, JSON.stringify(TWICE));
    return { template, row };
  }

  test("of a model: by its family, with the tokens of its tokenizer", () => {
    const run = turnwise("template", qwen);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("recognised as the family qwen-3; stops at <|im_end|>");
    expect(run.stdout).toMatch(/two turns +split:body, exact/);
    const json: unknown = JSON.parse(
      turnwise("template", qwen, "--template-engine", "jinja", "--format", "json").stdout,
    );
    expect(json).toMatchObject({
      family: null,
      renderer: "jinja",
      profile: { turnMarkers: ["<|im_start|>", "<|im_end|>"] },
    });
  });

  test("a folder is that folder, though its path could be a hub id", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "models"));
    symlinkSync(qwen, join(folder, "models/qwen3"));
    const run = turnwiseWith({ cwd: folder, env: { HF_HUB_OFFLINE: "1" } }, "template", "models/qwen3");
    expect(run).toMatchObject({ code: 0, stderr: "" });
  });

  test("of a file", () => {
    const { template } = files();
    expect(turnwise("template", template, ...stop).stdout).toContain("header <|im_start|>assistant\\n; turns exact");
  });

  test("a conversation, as JSON and marked", () => {
    const { template, row } = files();
    const given = ["template", template, "--conversation", row, ...stop];
    const { reason: _reason, ...report } = JSON.parse(turnwise(...given, "--format", "json").stdout) as Record<
      string,
      unknown
    >;
    const text =
      "<|im_start|>user\nWhat is 2+3?<|im_end|>\n<|im_start|>assistant\nFive.<|im_end|>\n<|im_start|>assistant\nReally.<|im_end|>\n";
    const trained = ["Five.<|im_end|>", "Really.<|im_end|>"];
    expect(report).toEqual({
      text,
      verdicts: ["exact", "exact"],
      lost: [],
      refused: null,
      trained,
      examples: [{ text, messages: 3, composed: false, trained }],
    });
    expect(turnwise(...given).stdout).toContain("«Five.<|im_end|>»");
  });

  test("what is wrong exits with 2", () => {
    const { template, row } = files();
    writeFileSync(template, "{{ raise_exception('never') }}\n{% if %}");
    expect(turnwise("template", template)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/chatml\.jinja, line 2, column \d+: /),
    });
    writeFileSync(template, "\n{{ raise_exception('never') }}");
    expect(turnwise("template", template, "--conversation", row, ...stop)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/chatml\.jinja, line 2, column \d+: the template refuses this conversation: never/),
    });
    expect(turnwise("template", template, "--turns", "last").stderr).toContain("--conversation");
    expect(turnwise("template", template, "--conversation", row, "--template-arg", "a=1").stderr).toContain(
      "beside messages",
    );
  });
});
