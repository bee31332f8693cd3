import { readFile } from "node:fs/promises";
import { createRenderingBuilder, type Rendering } from "@turnwise/core";

// The files that frames.py describes.

/** Texts with the borders of their segments, in UTF-16 code units. */
export interface Cases {
  readonly count: number;
  /** Where all borders of the texts up to and with each end in `borders`. */
  readonly borderEnds: Uint32Array;
  readonly borders: Uint32Array;
  /** One a segment, 0 template, 1 data; those of text t begin at `t +` its first border. */
  readonly origins: Uint8Array;
  text(index: number): string;
  /** In bytes of UTF-8. */
  size(index: number): number;
}

/** What the reference says of the cases. */
export interface Answers {
  readonly tokenEnds: Uint32Array;
  readonly straddleEnds: Uint32Array;
  readonly ids: Int32Array;
  /** One a border: the first token that starts at or behind it. */
  readonly firstTokens: Int32Array;
  readonly straddles: Int32Array;
}

/** `[start, end)` of a text's own in a column. */
export function rangeOf(ends: Uint32Array, index: number): readonly [start: number, end: number] {
  return [index === 0 ? 0 : (ends[index - 1] ?? 0), ends[index] ?? 0];
}

export async function readCases(path: string): Promise<Cases> {
  const { header, column, rest, bytes } = await open(path, "TWC1", 3);
  const [count = 0, size = 0, borderCount = 0] = header;
  const textEnds = column(count);
  const borderEnds = column(count);
  const borders = column(borderCount);
  const origins = rest(count + borderCount);
  const texts = bytes.subarray(bytes.length - size);
  // Without ignoreBOM it would drop a byte order mark.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
  return {
    count,
    borderEnds,
    borders,
    origins,
    text: (index) => decoder.decode(texts.subarray(...rangeOf(textEnds, index))),
    size(index) {
      const [start, end] = rangeOf(textEnds, index);
      return end - start;
    },
  };
}

export async function readAnswers(path: string): Promise<Answers> {
  const { header, column } = await open(path, "TWA1", 4);
  const [count = 0, borderCount = 0, tokenCount = 0, straddleCount = 0] = header;
  const signed = (length: number): Int32Array => new Int32Array(column(length));
  return {
    tokenEnds: column(count),
    straddleEnds: column(count),
    ids: signed(tokenCount),
    firstTokens: signed(borderCount),
    straddles: signed(straddleCount),
  };
}

/** The bytes of a file of cases: what a renderer made, for the reference to answer. */
export function casesFile(renderings: readonly Rendering[]): Uint8Array {
  const texts = renderings.map(({ text }) => Buffer.from(text, "utf8"));
  const inner = renderings.map(({ segments }) => segments.end.subarray(0, -1));
  const borders = inner.flatMap((ends) => [...ends]);
  const origins = Buffer.concat(renderings.map(({ segments }) => segments.origin));
  const header = [texts.length, texts.reduce((sum, text) => sum + text.length, 0), borders.length];
  return Buffer.concat([
    Buffer.from("TWC1"),
    words([...header, ...endsOf(texts), ...endsOf(inner), ...borders]),
    origins,
    Buffer.alloc((4 - (origins.length % 4)) % 4),
    ...texts,
  ]);
}

/** A case as a rendering, as a family would make it. */
export function renderingOf(cases: Cases, index: number): Rendering {
  const text = cases.text(index);
  const builder = createRenderingBuilder();
  builder.turn("user", [0]);
  const [first, last] = rangeOf(cases.borderEnds, index);
  let start = 0;
  for (let border = first; border <= last; border++) {
    const end = border === last ? text.length : (cases.borders[border] ?? 0);
    const piece = text.slice(start, end);
    if (cases.origins[index + border] === 0) builder.template(piece, "body");
    else builder.data(piece, "body", { message: 0, field: "content", start });
    start = end;
  }
  return builder.finish();
}

function endsOf(lists: readonly { readonly length: number }[]): readonly number[] {
  let end = 0;
  return lists.map(({ length }) => (end += length));
}

function words(values: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(values).buffer);
}

async function open(path: string, magic: string, headerWords: number) {
  const file = await readFile(path);
  const bytes = new Uint8Array(file.buffer, file.byteOffset, file.byteLength).slice();
  if (Buffer.from(bytes.subarray(0, 4)).toString() !== magic) throw new Error(`${path} is no ${magic} file`);
  let at = 4;
  const column = (length: number): Uint32Array => {
    const values = new Uint32Array(bytes.buffer, at, length);
    at += 4 * length;
    return values;
  };
  const header = column(headerWords);
  return { header, column, bytes, rest: (length: number): Uint8Array => bytes.subarray(at, at + length) };
}
