import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** SHA-256 of every file of an output. */
export function hashes(out: string): Readonly<Record<string, string>> {
  const names = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const hashed = names.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(out.length), createHash("sha256").update(readFileSync(path)).digest("hex")] as const;
  });
  return Object.fromEntries(hashed.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
