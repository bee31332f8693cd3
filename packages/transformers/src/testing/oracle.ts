import { readFile } from "node:fs/promises";

/** Ids and starts that Rust `tokenizers` gives a text. */
export interface Answer {
  readonly ids: readonly number[];
  readonly starts: readonly number[];
}

/** A file beside the scripts that made the reference answers. */
export async function readOracle(file: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`../../../../test/tokenizer-oracle/${file}`, import.meta.url), "utf8"));
}

/** `"818 3823|0 3"`: ids, and of each start the difference to the one before. */
export function parseAnswer(text: string): Answer {
  const [ids = [], steps = []] = text.split("|").map((part) =>
    part
      .split(" ")
      .filter((each) => each !== "")
      .map(Number),
  );
  let start = 0;
  return { ids, starts: steps.map((step) => (start += step)) };
}
