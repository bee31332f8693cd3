import { pythonJson, type RenderingBuilder } from "@turnwise/core";

/** What JSON writes as an escape. */
// oxlint-disable-next-line no-control-regex -- JSON escapes control characters
const ESCAPED = /["\\\u0000-\u001F]/g;

/**
 * Writes text as a JSON string into a body. What JSON leaves as it is keeps its place in the field; escapes have none.
 *
 * ```
 * "          light    \"   snow   \"   "
 * template   0        −1   7      −1   template
 * ```
 */
export function writeJsonText(builder: RenderingBuilder, text: string, message: number, field: string): void {
  let done = 0;
  builder.template('"', "body", field);
  for (const { index, 0: character } of text.matchAll(ESCAPED)) {
    builder.data(text.slice(done, index), "body", { message, field, start: done });
    builder.data(pythonJson(character).slice(1, -1), "body", { message, field, start: -1 });
    done = index + 1;
  }
  builder.data(text.slice(done), "body", { message, field, start: done });
  builder.template('"', "body", field);
}
