import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { startHub } from "../packages/hub/src/testing/hub-server.ts";
import { chats, modelDirectory, root, startTurnwise, temporaryFolder, type Run } from "./support/turnwise.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const rows = readFileSync(join(root, chats));
const hub = await startHub({
  "datasets/org/chats": {
    commit: COMMIT,
    files: {
      "data/train-00000-of-00002.jsonl": rows,
      "data/train-00001-of-00002.jsonl.gz": gzipSync(rows),
      "data/held-00000-of-00001.jsonl": rows.subarray(0, rows.indexOf(10) + 1),
    },
  },
  "datasets/org/gated": { commit: COMMIT, files: { "train.jsonl": rows }, token: "secret" },
});
afterAll(() => hub.close());

const model = modelDirectory("qwen3");
const CHATS = "hf://datasets/org/chats";

function withHub(cache: string, ...given: readonly string[]): Promise<Run> {
  const token = { HF_TOKEN: "", HF_TOKEN_PATH: join(cache, "no token") };
  return startTurnwise(
    { env: { HF_ENDPOINT: hub.endpoint, HF_HUB_CACHE: cache, HF_HUB_OFFLINE: "", ...token } },
    ...given,
  );
}

describe("a data set of the hub", () => {
  test("is prepared at a commit, which everything names", async () => {
    const folder = temporaryFolder();
    const out = join(folder, "out");
    const flags = ["--model", model, "--max-rejected", "1", "--out", out, "--clock", "2024-07-26T13:45:07Z"];
    const run = await withHub(join(folder, "cache"), "prepare", CHATS, ...flags, "--deduplicate");
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(
      new RegExp(`^${CHATS}: split train; other splits: held; 2 files, \\d+ bytes, at ${COMMIT}\\n`),
    );
    expect(run.stderr).toContain(
      `${CHATS}@${COMMIT}/data/train-00001-of-00002.jsonl.gz: jsonl in gzip, shape messages`,
    );
    const manifest = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) as {
      readonly inputs: readonly { readonly path: string }[];
      readonly repeated_rows: number;
      readonly counts: { readonly prepared: number };
    };
    expect(manifest.inputs.map(({ path }) => path)).toEqual([
      `${CHATS}@${COMMIT}/data/train-00000-of-00002.jsonl`,
      `${CHATS}@${COMMIT}/data/train-00001-of-00002.jsonl.gz`,
    ]);
    expect(manifest.repeated_rows).toBe(manifest.counts.prepared / 2);
    expect(run.stdout).toContain("rows with the conversation of an earlier one: left out");
    expect((await withHub(join(folder, "cache"), "prepare", CHATS, ...flags, "--deduplicate")).stdout).toMatch(
      /^nothing to do/,
    );
  });

  test("is taken in part, and fetched no further than that", async () => {
    const folder = temporaryFolder();
    const [out, cache] = [join(folder, "out"), join(folder, "cache")];
    const flags = ["--split", "train[1:3]+held", "--model", model, "--max-rejected", "1", "--out", out];
    const run = await withHub(cache, "prepare", CHATS, ...flags);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain(
      "data/train-00000-of-00002.jsonl: jsonl, shape messages: messages with role and content; its rows 2 to 3\n",
    );
    const { inputs, counts } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    expect(inputs.map(({ path }: { path: string }) => path.slice(path.lastIndexOf("/") + 1))).toEqual([
      "train-00000-of-00002.jsonl",
      "held-00000-of-00001.jsonl",
    ]);
    expect(counts.prepared + counts.rejected).toBe(3);
    const snapshot = join(cache, "datasets--org--chats", "snapshots", COMMIT, "data");
    expect(existsSync(join(snapshot, "train-00001-of-00002.jsonl.gz"))).toBe(false);
  });

  test("is worked on by machines that fetch what they need", async () => {
    const folder = temporaryFolder();
    const [alone, out, run] = [join(folder, "alone"), join(folder, "out"), join(folder, "run")];
    const flags = ["--model", model, "--split", "held", "--clock", "2024-07-26T13:45:07Z"];
    const here = join(folder, "cache-here");
    expect(await withHub(here, "prepare", CHATS, ...flags, "--out", alone)).toMatchObject({ code: 0 });
    expect(await withHub(here, "plan", CHATS, ...flags, "--out", out, "--run", run)).toMatchObject({ code: 0 });
    expect(readFileSync(join(run, "plan.json"), "utf8")).toContain(`${CHATS}@${COMMIT}/data/held-00000-of-00001.jsonl`);
    const there = join(folder, "cache-there");
    expect(await withHub(there, "work", "--run", run, "--task", "0")).toMatchObject({ code: 0 });
    expect(
      existsSync(join(there, "datasets--org--chats", "snapshots", COMMIT, "data", "held-00000-of-00001.jsonl")),
    ).toBe(true);
    expect(await withHub(join(folder, "no-cache"), "finalize", "--run", run)).toMatchObject({ code: 0 });
    for (const name of ["manifest.json", "index/rows.parquet", "train-00000.parquet"]) {
      expect(readFileSync(join(out, name))).toEqual(readFileSync(join(alone, name)));
    }
  });

  test.each([
    [
      ["org/chats"],
      /there is no file or folder org\/chats\. Is it a data set on the hub\? Then write hf:\/\/datasets\/org\/chats/,
      3,
    ],
    [[`${CHATS}`, "--split", "dev"], /splits held, train, and none is called dev\. Choose one: --split held/, 2],
    [[chats, "--split", "dev"], /--split dev: no input has splits/, 2],
    [[chats, "--split", "train[10000:]"], /--split train\[10000:\]: none of the \d+ rows of .* is in it/, 2],
    [
      [CHATS, "--split", "train[5]"],
      /train\[5\] is no part of a split\. Parts of splits are written train\[:1000\]/,
      2,
    ],
    [["hf://datasets/org/gated"], /asks for a token/, 3],
    [["hf://datasets/org/nothing"], /no data set hf:\/\/datasets\/org\/nothing on/, 3],
  ] as const)("%j is a question or an error", async (given, message, code) => {
    const folder = temporaryFolder();
    const run = await withHub(
      join(folder, "cache"),
      "prepare",
      ...given,
      "--model",
      model,
      "--out",
      join(folder, "out"),
    );
    expect(run.stderr).toMatch(message);
    expect(run.code).toBe(code);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });
});
