import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import chatml from "@turnwise/chatml";
import {
  createTurnwise,
  parseJson,
  RowError,
  type Conversation,
  type Prepared,
  type Rejection,
  type RowAdapter,
} from "@turnwise/core";
import data from "@turnwise/data";
import gemma from "@turnwise/gemma";
import llama from "@turnwise/llama";
import transformers from "@turnwise/transformers";
import { describe, expect, it } from "vitest";

// Expected values: test/oracle/goldens/*.jsonl, by Jinja2 and the Rust tokenizers (test/oracle/make_goldens.py).

interface Head {
  readonly clock: string;
  readonly model: { readonly package: string };
  readonly sha256: { readonly template: string; readonly tokenizer: string; readonly rows: string };
}
interface Answer {
  readonly line: number;
  readonly text?: string;
  readonly ids?: readonly number[];
  /** `[from, to)` of trained tokens. */
  readonly trained?: readonly (readonly [from: number, to: number])[];
  readonly error?: { readonly type: string; readonly message: string };
  readonly incomparable?: string;
  /** How many control tokens the template itself prints. */
  readonly printed?: number;
}

const folder = fileURLToPath(new URL("oracle/", import.meta.url));
const rows = readFileSync(join(folder, "rows.jsonl"));
const lines = rows.toString("utf8").split("\n");
const turnwise = createTurnwise({ plugins: [gemma, llama, chatml, transformers, data] });
const adapter = turnwise.registry.get<RowAdapter>("row adapter", "messages");

describe.each(["gemma3", "llama3", "llama3_1", "qwen3"])("the oracle's answers for %s", async (name) => {
  const [head, ...answers] = readGolden(name);
  const directory = join(folder, "../../node_modules", head.model.package, "models");
  const tokenizerFile = readFileSync(join(directory, "tokenizer.json"));
  const config = JSON.parse(readFileSync(join(directory, "tokenizer_config.json"), "utf8")) as {
    chat_template: string;
  };
  const model = await turnwise.model(directory);
  // As the oracle: one encoding of one rendering.
  const preprocessor = await turnwise.preprocessor({
    model,
    clock: new Date(head.clock),
    turns: "as-rendered",
    straddle: "keep",
  });

  function prepare(line: number): Prepared | Rejection {
    try {
      return preprocessor.prepare(adapted(line));
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      return { kind: "rejection", code: error.code, message: error.message };
    }
  }

  it("were made from these rows, this template and this tokenizer", () => {
    expect({ template: sha256(config.chat_template), tokenizer: sha256(tokenizerFile), rows: sha256(rows) }).toEqual(
      head.sha256,
    );
    expect(answers.length).toBe(lines.filter((line) => line.trim() !== "").length);
  });

  it.each(answers.filter(({ ids }) => ids !== undefined).map((answer) => [about(answer.line), answer] as const))(
    "%s",
    (_about, { line, text, ids = [], trained = [] }) => {
      expect(preprocessor.render(adapted(line))).toMatchObject({ text });
      const result = prepare(line);
      if (result.kind === "rejection") throw new Error(`rejected: ${result.code}: ${result.message}`);
      expect(result.examples.length).toBe(1);
      const columns = result.examples.map((example) => preprocessor.columns(example))[0];
      const labels: number[] = ids.map(() => -100);
      for (const [from, to] of trained) labels.splice(from, to - from, ...ids.slice(from, to));
      expect(Array.from(columns?.input_ids ?? [])).toEqual(ids);
      expect(Array.from(columns?.labels ?? [])).toEqual(labels);
    },
  );

  const refused = answers.flatMap(({ line, error }) =>
    error === undefined ? [] : [[about(line), line, error] as const],
  );
  it.each(refused)("rejects what Jinja2 refuses, in a template's own words: %s", (_about, line, { type, message }) => {
    const words = type === "TemplateError" ? message : "";
    expect(prepare(line)).toMatchObject({ kind: "rejection", message: expect.stringContaining(words) });
  });

  it("lets no data spell a control token, where the joined text is no reference", () => {
    const incomparable = answers.filter((answer) => answer.incomparable !== undefined);
    expect(incomparable.length).toBeGreaterThan(0);
    const added = JSON.parse(tokenizerFile.toString("utf8")) as {
      added_tokens: { id: number; content: string; special: boolean }[];
    };
    const control = new Set(added.added_tokens.filter(({ special }) => special).map(({ id }) => id));
    const found = incomparable.map(({ line }) => {
      const rendering = preprocessor.render(adapted(line));
      const result = prepare(line);
      const ids = result.kind === "prepared" ? result.examples.flatMap((example) => Array.from(example.ids)) : [];
      return {
        line,
        text: "text" in rendering ? rendering.text : rendering.message,
        printed: ids.filter((id) => control.has(id)).length,
      };
    });
    expect(found).toEqual(incomparable.map(({ line, text, printed }) => ({ line, text, printed })));
  });
});

function adapted(line: number): Conversation {
  return adapter.adapt(parseJson(lines[line - 1] ?? "")).conversation;
}

function readGolden(name: string): [Head, ...Answer[]] {
  const text = readFileSync(join(folder, "goldens", `${name}.jsonl`), "utf8");
  const [head = "", ...answers] = text.trimEnd().split("\n");
  return [JSON.parse(head) as Head, ...answers.map((line) => JSON.parse(line) as Answer)];
}

function about(line: number): string {
  const row = JSON.parse(lines[line - 1] ?? "") as { about: string };
  return `row ${line}: ${row.about}`;
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
