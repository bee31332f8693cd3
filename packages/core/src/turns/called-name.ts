import type { DataPiece } from "./data-index.ts";
import type { MessageText } from "./message-texts.ts";
import type { Prefix } from "./prefix.ts";

/** Whether a text is the name of a function that a message calls. */
export function isCalledName({ path }: MessageText): boolean {
  return CALLED_NAME.test(path);
}

/** Whether what is printed of a call holds the function's name, as itself or in the call's id. */
export function isNamePrinted({ path, text: name }: MessageText, pieces: readonly DataPiece[], text: Prefix): boolean {
  const call = CALLED_NAME.exec(path)?.groups?.["call"] ?? path;
  return pieces.some(
    ({ field, start, end }) =>
      (field.startsWith(call) || call.startsWith(field)) && text.slice(start, end).includes(name),
  );
}

const CALLED_NAME = /^(?<call>tool_calls\[\d+\])\.function\.name$/;
