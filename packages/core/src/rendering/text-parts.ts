import type { Json } from "../contracts/json.ts";
import { isJsonObject, valueAt } from "../json/json-object.ts";
import { unsupportedPart } from "./unreadable-content.ts";

/** What a content part of the type `text` holds. */
export interface TextPart {
  /** Absent, or no string, where the row has it so. */
  readonly text: Json | undefined;
  /** `content[2].text` */
  readonly field: string;
}

/**
 * The parts of a message's content, `{ "type": "text", "text": … }` each.
 *
 * @throws {RowError} `unsupported-part` for a part of another type
 */
export function textParts(family: string, parts: readonly Json[], message: number): readonly TextPart[] {
  return parts.map((part, index) => {
    const field = `content[${index}]`;
    if (!isJsonObject(part) || valueAt(part, "type") !== "text")
      throw unsupportedPart(family, part, { message, field });
    return { text: valueAt(part, "text"), field: `${field}.text` };
  });
}
