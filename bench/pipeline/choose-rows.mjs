// The rows that every system accepts: alternating turns of text, no tools, no reasoning, short enough for a packed row.
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { jsonlReader, openInput } from "@turnwise/data";

/** So few characters have at most 4,096 tokens, whatever the script, with the template's own. */
const MOST_CHARACTERS = 3000;
const MAX_ROW_BYTES = 64 * 1024 * 1024;

/** Writes `count` of the rows of a file, spread over it evenly (all, if it has fewer). Returns rows and bytes. */
export async function chooseRows(file, count, out) {
  const accepted = [];
  for await (const record of jsonlReader.read(await openInput(file), { maxRowBytes: MAX_ROW_BYTES })) {
    if (record.kind !== "row") continue;
    const line = acceptedLine(record.value);
    if (line !== null) accepted.push(line);
  }
  const taken = Math.min(count, accepted.length);
  const stream = createWriteStream(out);
  let bytes = 0;
  for (let index = 0; index < taken; index++) {
    const line = `${accepted[Math.floor((index * accepted.length) / taken)]}\n`;
    bytes += Buffer.byteLength(line);
    stream.write(line);
  }
  stream.end();
  await finished(stream);
  return { rows: taken, bytes };
}

function acceptedLine(row) {
  const { messages, tools } = row;
  if (!Array.isArray(messages) || (tools ?? []).length > 0) return null;
  const turns = messages[0]?.role === "system" ? messages.slice(1) : messages;
  const alternate = turns.every(({ role }, index) => role === (index % 2 === 0 ? "user" : "assistant"));
  if (!alternate || turns.length < 2 || turns.length % 2 === 1) return null;
  if (!messages.every(isPlainText)) return null;
  if (messages.reduce((sum, { content }) => sum + content.length, 0) > MOST_CHARACTERS) return null;
  return JSON.stringify({ messages: messages.map(({ role, content }) => ({ role, content })) });
}

/** Systems differ in what they make of a text's ends, of reasoning and of what looks like a control token. */
function isPlainText({ content, tool_calls: calls, reasoning_content: reasoning }) {
  if (typeof content !== "string" || content === "" || content !== content.trim()) return false;
  return (calls ?? []).length === 0 && (reasoning ?? "") === "" && !/<\|?\/?[a-z_]+\|?>/iu.test(content);
}
