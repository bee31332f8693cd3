import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chats, root } from "./turnwise.ts";

/** As many rows as wanted, as JSON: the example's, which begin with their number. */
export function manyRows(count: number): readonly string[] {
  const rows = readFileSync(join(root, chats), "utf8").trimEnd().split("\n");
  return Array.from({ length: count }, (_, at) =>
    (rows[at % rows.length] ?? "").replace(/"content": ?"/, `"content": "${at}: `),
  );
}
