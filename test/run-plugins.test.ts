import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { chats, modelDirectory, root, temporaryFolder, turnwise, turnwiseWith, type Run } from "./support/turnwise.ts";

const qwen = modelDirectory("qwen3");
const file = join(root, chats);
const library = pathToFileURL(join(root, "packages/cli/dist/index.mjs")).href;

/** A mask that trains all tokens, and notes in which threads it is made. */
const MASK = `
import { appendFileSync } from "node:fs";
import { threadId } from "node:worker_threads";
import { weight } from "./weight.js";

const everything = {
  trains: "any",
  weights: "binary",
  weigh(row, out) {
    appendFileSync(process.env.SEEN, threadId + " ");
    out.fill(weight);
  },
};
export default {
  name: "everything",
  version: "1.0.0",
  contract: 1,
  maskingStrategies: { everything: { usage: "everything", description: "everything", create: () => everything } },
};
`;
const TYPED_MASK = MASK.replace("weigh(row, out)", "weigh(row: unknown, out: Float32Array): void");

/** Packs one example a row. */
const PACKING = `
export default {
  name: "alone",
  version: "1.0.0",
  contract: 1,
  packingStrategies: [
    { name: "alone", description: "one example a row", assign: (lengths) => lengths.map((_, at) => at) },
  ],
};
`;

const FLAGS = ["--model", qwen, "--out", "out", "--overwrite", "--split-size", "2000"];

interface Folder {
  readonly path: string;
  prepare(...flags: readonly string[]): Run;
  /** Ids of the threads that made rows since the last call. */
  threads(): readonly number[];
}

function folderWith(files: Readonly<Record<string, string>>): Folder {
  const path = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  const seen = join(path, "seen");
  writeFileSync(seen, "");
  return {
    path,
    prepare: (...flags) => turnwiseWith({ cwd: path, env: { SEEN: seen } }, "prepare", file, ...FLAGS, ...flags),
    threads() {
      const ids = new Set(readFileSync(seen, "utf8").split(" ").filter(Boolean).map(Number));
      writeFileSync(seen, "");
      return [...ids];
    },
  };
}

/** How many pieces of how many were done before. */
function reused({ stdout }: Run): string {
  return /(\d+ of \d+) pieces of the input done before/.exec(stdout)?.[1] ?? "none";
}

/** Prepares with two threads and the plug-in that the expression gives; prints notes and threads. */
function prepareWith(plugin: string): { readonly notes: readonly string[]; readonly threads: readonly number[] } {
  const given = folderWith({ "weight.mjs": "export const weight = 1;" });
  writeFileSync(join(given.path, "everything.mjs"), MASK.replace("weight.js", "weight.mjs"));
  const at = (name: string): string => JSON.stringify(join(given.path, name));
  const program = `
    import { createTurnwise, loadPlugin, prepareDataset } from ${JSON.stringify(library)};
    const turnwise = createTurnwise({ plugins: [${plugin.replace("PATH", at("everything.mjs"))}] });
    const model = ${JSON.stringify(qwen)};
    const preprocessor = await turnwise.preprocessor({ model, mask: "everything" });
    const notes = [];
    const files = [${JSON.stringify(file)}];
    const onNote = (line) => notes.push(line);
    const settings = { turnwise, preprocessor, model, files, out: ${at("out")}, splitBytes: 2000, workers: 2, onNote };
    await prepareDataset(settings);
    console.log(JSON.stringify(notes));
  `;
  writeFileSync(join(given.path, "program.mjs"), program);
  const { stdout, stderr } = spawnSync(process.execPath, [join(given.path, "program.mjs")], {
    encoding: "utf8",
    env: { ...process.env, SEEN: join(given.path, "seen") },
  });
  expect(stderr).toBe("");
  return { notes: JSON.parse(stdout) as readonly string[], threads: given.threads() };
}

beforeAll(() => {
  process.env["TURNWISE_CACHE"] = join(root, ".cache/test-tokenizers");
});

describe("a plug-in of several files", () => {
  test.each([
    ["everything.js", "weight.js", MASK, "export const weight = 1;"],
    ["everything.ts", "weight.ts", TYPED_MASK, "export const weight: number = 1;"],
  ])(
    "%s is imported again in every thread, and its pieces are done again once a file changes",
    (name, helper, ...texts) => {
      const [text = "", help = ""] = texts;
      const given = folderWith({ "package.json": '{"type": "module"}', [name]: text, [helper]: help, "other.js": "" });
      const flags = ["--plugin", `./${name}`, "--mask", "everything", "--workers", "2"];
      const first = given.prepare(...flags);
      expect(first.stderr).not.toContain("one thread");
      expect(first.code).toBe(0);
      const threads = given.threads();
      expect(threads).toHaveLength(2);
      expect(threads).not.toContain(0);

      writeFileSync(join(given.path, "other.js"), "// is no part of it");
      expect(given.prepare(...flags).stdout).toMatch(/^nothing to do/);
      const [, pieces] = /of (\d+) pieces/.exec(given.prepare(...flags, "--pack", "512").stdout) ?? [];
      expect(Number(pieces)).toBeGreaterThan(2);
      expect(given.threads()).toEqual([]);

      writeFileSync(join(given.path, helper), help.replace("1", "0"));
      const changed = given.prepare(...flags);
      expect(reused(changed)).toBe("none");
      expect(changed.stdout).toMatch(/trained +0 /);
      expect(given.threads()).toHaveLength(2);
    },
  );

  test("stands in a config as an object, which threads find there", () => {
    const given = folderWith({
      "package.json": '{"type": "module"}',
      "everything.js": MASK,
      "weight.js": "export const weight = 1;",
      "turnwise.config.js":
        'import everything from "./everything.js"; export default { plugins: [everything], mask: "everything" };',
    });
    expect(given.prepare("--workers", "2").code).toBe(0);
    expect(given.threads()).toHaveLength(2);
    writeFileSync(join(given.path, "weight.js"), "export const weight = 0;");
    expect(reused(given.prepare("--workers", "2"))).toBe("none");
  });

  test("that packs has no say in what rows become", () => {
    const given = folderWith({ "package.json": '{"type": "module"}', "alone.js": PACKING });
    const flags = ["--plugin", "./alone.js", "--pack", "4096", "--packing", "alone", "--workers", "2"];
    expect(given.prepare(...flags).code).toBe(0);
    expect(given.prepare(...flags).stdout).toMatch(/^nothing to do/);
    writeFileSync(
      join(given.path, "alone.js"),
      PACKING.replace("one example a row", "each example in a row of its own"),
    );
    const changed = given.prepare(...flags);
    expect(changed.code).toBe(0);
    expect(reused(changed)).toMatch(/^(\d+) of \1$/);
  });

  test("is refused on a machine that has other files of it", () => {
    const given = folderWith({
      "package.json": '{"type": "module"}',
      "everything.js": MASK,
      "weight.js": "export const weight = 1;",
    });
    mkdirSync(join(given.path, "run"));
    const flags = ["--plugin", "./everything.js", "--mask", "everything", "--out", "out", "--run", "run"];
    const planned = turnwiseWith({ cwd: given.path }, "plan", file, "--model", qwen, ...flags);
    expect(planned.code).toBe(0);
    writeFileSync(join(given.path, "weight.js"), "export const weight = 0;");
    const refused = turnwise("work", "--run", join(given.path, "run"), "--all");
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(
      /weight\.js of the plug-in everything was "[0-9a-f]{16}" and is "[0-9a-f]{16}" here/,
    );
    writeFileSync(join(given.path, "weight.js"), "export const weight = 1;");
    const env = { SEEN: join(given.path, "seen") };
    expect(turnwiseWith({ env }, "work", "--run", join(given.path, "run"), "--all").code).toBe(0);
  });
});

describe("a program of one's own", () => {
  test("works in threads with plug-ins that it loaded by their names", () => {
    const { notes, threads } = prepareWith("await loadPlugin(PATH)");
    expect(notes).toEqual([]);
    expect(threads).toHaveLength(2);
    expect(threads).not.toContain(0);
  });

  test("works in one thread with functions of its own, and says so", () => {
    const { notes, threads } = prepareWith("(await import(PATH)).default");
    expect(notes).toEqual([expect.stringMatching(/^one thread does all: the plug-in everything is an object of this/)]);
    expect(threads).toEqual([0]);
  });
});
