import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { useHub } from "../testing/use-hub.fixture.ts";
import { hubDataSource } from "./hub-data-source.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const large = text(`${"x".repeat(30_000)}\n`);
const files = {
  "README.md": text("---\nlicense: mit\n---\n"),
  "data/train-00000-of-00001.jsonl": large,
  "data/test-00000-of-00001.jsonl": text("{}\n"),
};
const hub = await useHub({
  "datasets/org/chats": { commit: COMMIT, files },
  "datasets/org/gated": { commit: COMMIT, files, token: "secret" },
  "datasets/org/cut": { commit: COMMIT, files: { "train.jsonl": large }, cutsOff: true },
  "datasets/org/broken": { commit: COMMIT, files: { "train.jsonl": large }, breaksIn: "train.jsonl" },
  "datasets/org/other": { commit: COMMIT, files: { "train.jsonl": large }, lies: true },
});

const extensions = [".jsonl"];
const CHATS = "hf://datasets/org/chats";
const TRAIN = `hf://datasets/org/chats@${COMMIT}/data/train-00000-of-00001.jsonl`;

async function fetchAll(name: string): Promise<readonly string[]> {
  const found = await hubDataSource.find(name, { extensions });
  return Promise.all(found.files.map((file) => hubDataSource.fetch(file)));
}

test("finds the train split at a commit, and says so", async () => {
  expect(await hubDataSource.find(CHATS, { extensions })).toEqual({
    files: [TRAIN],
    statement: `split train; other splits: test; 1 file, 30001 bytes, at ${COMMIT}`,
  });
  const found = await hubDataSource.find(`${CHATS}@main/data/test*`, { extensions });
  expect(found.files).toEqual([TRAIN.replace("train", "test")]);
});

test("stores files as Python's huggingface_hub does, with the listing of the commit", async () => {
  const [path = ""] = await fetchAll(CHATS);
  const folder = join(hub.cache(), "datasets--org--chats");
  expect(path).toBe(join(folder, "snapshots", COMMIT, "data", "train-00000-of-00001.jsonl"));
  expect(await readFile(path)).toEqual(Buffer.from(large));
  expect((await lstat(path)).isSymbolicLink()).toBe(true);
  expect(await readFile(join(folder, "refs", "main"), "utf8")).toBe(COMMIT);
  const tree: unknown = JSON.parse(await readFile(join(folder, "trees", `${COMMIT}.json`), "utf8"));
  expect(tree).toMatchObject({
    format_version: 1,
    files: { "data/train-00000-of-00001.jsonl": { size: large.length, lfs_size: large.length } },
  });
});

test("says how far a file is that is fetched, also one that fails, and nothing of one that is here", async () => {
  const events: (string | number)[] = [];
  const onDownload = (file: string, size: number) => {
    events.push(file, size);
    return { update: (received: number) => void events.push(received), end: () => void events.push("end") };
  };
  const { length } = large;
  await hubDataSource.fetch(TRAIN, { onDownload });
  const chunks = events.slice(2, -1);
  expect([events[0], events[1], chunks.at(-1), events.at(-1)]).toEqual([
    "org/chats/data/train-00000-of-00001.jsonl",
    length,
    length,
    "end",
  ]);
  expect(chunks).toEqual(chunks.toSorted((one, other) => Number(one) - Number(other)));
  events.length = 0;
  await hubDataSource.fetch(TRAIN, { onDownload });
  expect(events).toEqual([]);
  await expect(
    hubDataSource.fetch(`hf://datasets/org/cut@${COMMIT}/train.jsonl`, { onDownload }),
  ).rejects.toMatchObject({ code: "hub-download-broken" });
  expect(events.at(-1)).toBe("end");
});

test("a file of a commit that is here needs no network, and no listing", async () => {
  await fetchAll(CHATS);
  const asked = hub.requests.length;
  await hubDataSource.fetch(TRAIN);
  expect(await hubDataSource.find(`${CHATS}@${COMMIT}`, { extensions })).toMatchObject({ files: [TRAIN] });
  expect(hub.requests.length).toBe(asked);
});

test("another machine fetches by the pinned name alone", async () => {
  expect(await readFile(await hubDataSource.fetch(TRAIN))).toEqual(Buffer.from(large));
});

test("without network the commit seen last is taken, and that is said", async () => {
  await fetchAll(CHATS);
  vi.stubEnv("HF_ENDPOINT", hub.gone);
  const found = await hubDataSource.find(CHATS, { extensions });
  expect(found.files).toEqual([TRAIN]);
  expect(found.statement).toContain(`at ${COMMIT}, the commit seen last: ${hub.gone} does not answer`);
  vi.stubEnv("HF_HUB_OFFLINE", "1");
  const offline = await hubDataSource.find(CHATS, { extensions });
  expect(offline.files).toEqual([TRAIN]);
  expect(offline.statement).toContain("the commit seen last: HF_HUB_OFFLINE forbids to ask for a newer one");
  await expect(hubDataSource.fetch(TRAIN.replace("train", "test"))).rejects.toMatchObject({ code: "hub-offline" });
});

describe("what hinders it is said", () => {
  test.each([
    ["hf://datasets/org/nothing", "dataset-not-found", "no data set hf://datasets/org/nothing on"],
    ["hf://datasets/org/chats@v9", "dataset-not-found", "Check the spelling and the revision"],
    ["hf://datasets/org/gated", "hub-unauthorized", "the data set is gated, private or not there. Log in with"],
    ["hf://datasets/org/cut", "hub-download-broken", "of train.jsonl, received 30001 of 30002 bytes"],
    ["hf://datasets/org/broken", "hub-download-broken", "of train.jsonl, received 15000 of 30001 bytes"],
    ["hf://datasets/org/other", "hub-download-broken", "their hash is another"],
    ["hf://models/org/name", "dataset-not-found", "Write hf://datasets/org/name"],
    ["hf://datasets/name", "dataset-not-found", "Write hf://datasets/org/name"],
    [`${CHATS}/nowhere/*.jsonl`, "files-unclear", "no data file fits nowhere/*.jsonl. There are data/"],
  ])("%s: %s", async (name, code, message) => {
    await expect(fetchAll(name)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  test("a token that has no access, and one that has", async () => {
    vi.stubEnv("HF_TOKEN", "wrong");
    await expect(fetchAll("hf://datasets/org/gated")).rejects.toThrow(
      `the account of this token has no access. Ask for it on ${hub.endpoint}/datasets/org/gated.`,
    );
    vi.stubEnv("HF_TOKEN", "secret");
    expect(await fetchAll("hf://datasets/org/gated")).toHaveLength(1);
  });

  test("no network, and nothing seen before", async () => {
    vi.stubEnv("HF_ENDPOINT", hub.gone);
    await expect(fetchAll(CHATS)).rejects.toThrow(
      /cannot be reached \(connect ECONNREFUSED .*\. Check the network, or give files/,
    );
    vi.stubEnv("HF_HUB_OFFLINE", "1");
    await expect(fetchAll(CHATS)).rejects.toMatchObject({ code: "hub-offline" });
  });

  test("a cache that cannot be written", async () => {
    vi.stubEnv("HF_HUB_CACHE", import.meta.filename);
    await expect(fetchAll(CHATS)).rejects.toMatchObject({ code: "output-failed" });
  });

  test("a download that breaks off leaves nothing behind", async () => {
    await expect(fetchAll("hf://datasets/org/broken")).rejects.toThrow("received 15000");
    expect(await readdir(join(hub.cache(), "datasets--org--broken", "blobs"))).toEqual([]);
  });
});
