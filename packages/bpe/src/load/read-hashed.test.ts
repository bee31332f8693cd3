import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readHashed } from "./read-hashed.ts";

test("reads all bytes and hashes those from a place on, whatever the length", async () => {
  const folder = await mkdtemp(join(tmpdir(), "turnwise-read-"));
  try {
    const path = join(folder, "file");
    for (const size of [0, 1, 47, 49, (1 << 21) - 1, 1 << 21, (1 << 22) + 5]) {
      const bytes = Uint8Array.from({ length: size }, (_, index) => (index * 31) >> 3);
      await writeFile(path, bytes);
      for (const from of [0, 48]) {
        const hash = createHash("sha256");
        expect(Buffer.compare(await readHashed(path, hash, from), bytes)).toBe(0);
        expect(hash.digest("hex")).toBe(createHash("sha256").update(bytes.subarray(from)).digest("hex"));
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
