import * as fc from "fast-check";
import { expect, test } from "vitest";
import { HEAD_BYTES, LineSplitter } from "./line-splitter.ts";

/** Each line as text, with its offset and size, however the bytes are cut into chunks. */
function split(text: string, cuts: readonly number[], maximumBytes: number): [string, number, number, number][] {
  const bytes = Buffer.from(text, "latin1");
  const splitter = new LineSplitter(maximumBytes);
  const lines: [string, number, number, number][] = [];
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  for (const [index, end] of edges.entries()) {
    const chunk = Buffer.from(bytes.subarray(edges[index - 1] ?? 0, end));
    for (const line of splitter.push(chunk))
      lines.push([line.bytes.toString("latin1"), line.offset, line.size, line.number]);
    // The reader overwrites its buffer.
    chunk.fill(0x21);
  }
  const last = splitter.end();
  if (last !== undefined) lines.push([last.bytes.toString("latin1"), last.offset, last.size, last.number]);
  return lines;
}

function expectedLines(text: string): [string, number, number, number][] {
  const pieces = text.split("\n");
  if (pieces.at(-1) === "") pieces.pop();
  let offset = 0;
  return pieces.map((piece, index) => {
    const start = offset;
    offset += piece.length + 1;
    const line = piece.replace(/\r$/, "");
    return [line, start, line.length, index + 1];
  });
}

test("lines do not depend on where chunks end", () => {
  const text = fc
    .array(fc.constantFrom("a", "bc", "\n", "\r", "\r\n", "\n\n"), { maxLength: 30 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, fc.array(fc.nat()), (content, cuts) => {
      expect(split(content, cuts, 1000)).toEqual(expectedLines(content));
    }),
    { numRuns: 1000 },
  );
});

test("a line above the limit keeps its head, its size and its place, in any chunks", () => {
  const lengths = fc.array(
    fc.constantFrom(0, 1, 9, 10, 11, 12, HEAD_BYTES - 1, HEAD_BYTES, HEAD_BYTES + 1, 3 * HEAD_BYTES),
    {
      maxLength: 6,
    },
  );
  fc.assert(
    fc.property(lengths, fc.constantFrom("\n", "\r\n"), fc.array(fc.nat(), { maxLength: 8 }), (sizes, end, cuts) => {
      const content = sizes.map((size) => `${"abcdefg".repeat(size).slice(0, size)}${end}`).join("");
      const found = split(content, cuts, 10);
      const whole = expectedLines(content);
      expect(found.map(([, offset, size, number]) => [offset, size, number])).toEqual(whole.map(([, ...rest]) => rest));
      for (const [index, [bytes, , size]] of found.entries()) {
        const kept = size > 10 ? Math.min(size, HEAD_BYTES) : size;
        expect(bytes).toBe(whole[index]?.[0].slice(0, kept));
      }
    }),
    { numRuns: 500 },
  );
});
