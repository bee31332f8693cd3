import { isJsonObject, valueAt, type Json } from "@turnwise/core";
import { unsupportedPart } from "./faults.ts";

/** The `text` of one content part of type text. */
export interface TextPart {
  /** Absent, or not a string, where the row has it so. */
  readonly text: Json | undefined;
  /** `content[2].text` */
  readonly field: string;
}

/** @throws {RowError} `unsupported-part` for anything but parts of type text */
export function textParts(family: string, content: readonly Json[], message: number): readonly TextPart[] {
  return content.map((part, index) => {
    if (!isJsonObject(part) || valueAt(part, "type") !== "text") {
      throw unsupportedPart(family, part, message, `content[${index}]`);
    }
    return { text: valueAt(part, "text"), field: `content[${index}].text` };
  });
}
