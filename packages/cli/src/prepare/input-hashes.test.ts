import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { InputHashes } from "./input-hashes.ts";

test("a file that nobody wrote to since is not read again", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "turnwise-stamps-")), "rows.jsonl");
  writeFileSync(path, "one");
  const planned = (sha256: string) => ({ path, name: path, bytes: 3, sha256, lineBytes: 3 });
  const young = new InputHashes(null);
  const { sha256 } = await young.hash(path);
  expect(young.stamps).toEqual({}); // it may be written to within this tick of the clock

  vi.spyOn(Date, "now").mockReturnValue(Date.now() + 60_000);
  const first = new InputHashes(null);
  await expect(first.hash(path)).resolves.toEqual({ bytes: 3, sha256 });
  const known = { inputs: [planned("as planned")], stamps: first.stamps };
  const second = new InputHashes(known);
  await expect(second.hash(path)).resolves.toEqual({ bytes: 3, sha256: "as planned" });
  expect(second.stamps).toEqual(first.stamps);

  writeFileSync(path, "two");
  const { sha256: changed } = await new InputHashes(known).hash(path);
  expect(changed).not.toBe("as planned");
  expect(changed).not.toBe(sha256);
  vi.restoreAllMocks();
});
