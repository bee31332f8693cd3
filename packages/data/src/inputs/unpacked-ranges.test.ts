import { Buffer } from "node:buffer";
import { describe, expect, test } from "vitest";
import { UnpackedRanges } from "./unpacked-ranges.ts";

const TEXT = Array.from({ length: 100 }, (_, at) => `${at},`).join("");

/** Unpacks `TEXT` in chunks that one buffer holds, and notes what is done. */
function unpacking(size: number, failsAt = Number.POSITIVE_INFINITY) {
  const seen = { begun: 0, ended: 0 };
  const ranges = new UnpackedRanges(async function* unpack() {
    seen.begun++;
    const buffer = Buffer.alloc(size);
    try {
      for (let at = 0; at < TEXT.length; at += size) {
        if (at >= failsAt) throw new Error(`damaged at ${at}`);
        yield buffer.subarray(0, buffer.write(TEXT.slice(at, at + size)));
      }
    } finally {
      seen.ended++;
    }
  });
  return { ranges, seen };
}

/** The text of a range, read as lines are: up to the first comma at or behind its end. */
async function read(ranges: UnpackedRanges, start: number, end: number): Promise<string> {
  let text = "";
  for await (const chunk of ranges.chunks({ start }, end - 1)) {
    text += chunk.toString();
    const comma = text.indexOf(",", Math.max(0, end - start));
    if (comma >= 0) return text.slice(0, comma + 1);
  }
  return text;
}

describe("ranges of a packed file", () => {
  test.each([1, 3, 7, 64, 1000])("that follow each other are unpacked once, in chunks of %i bytes", async (size) => {
    const { ranges, seen } = unpacking(size);
    for (const [start, end] of [
      [0, 10],
      [9, 50],
      [49, 60],
      [150, 200],
      [199, 201],
    ] as const) {
      const text = await read(ranges, start, end);
      expect(TEXT.slice(start)).toMatch(new RegExp(`^${text}`));
      expect(text.length).toBeGreaterThanOrEqual(end - start);
    }
    expect(await read(ranges, 280, 5000)).toBe(TEXT.slice(280));
    expect(await read(ranges, TEXT.length + 5, 6000)).toBe("");
    expect(seen).toEqual({ begun: 1, ended: 1 });
  });

  test("that lie before what is kept are unpacked again", async () => {
    const { ranges, seen } = unpacking(16);
    await read(ranges, 100, 120);
    expect(TEXT.slice(0)).toMatch(new RegExp(`^${await read(ranges, 0, 10)}`));
    await ranges.close();
    await ranges.close();
    expect(seen).toEqual({ begun: 2, ended: 2 });
  });

  test("at the same time do not disturb each other", async () => {
    const { ranges, seen } = unpacking(8);
    const [first, second] = await Promise.all([read(ranges, 0, 200), read(ranges, 40, 210)]);
    expect(TEXT.slice(0, first.length)).toBe(first);
    expect(TEXT.slice(40, 40 + second.length)).toBe(second);
    await ranges.close();
    expect(seen).toEqual({ begun: 2, ended: 2 });
  });

  test("fail where the file does, each time", async () => {
    const { ranges, seen } = unpacking(10, 100);
    expect(await read(ranges, 0, 50)).toMatch(/^0,1,/);
    for (let time = 0; time < 2; time++) await expect(read(ranges, 50, 150)).rejects.toThrow("damaged at 100");
    expect(seen).toEqual({ begun: 2, ended: 2 });
  });

  test("end where they are asked to, or where the signal says", async () => {
    const { ranges } = unpacking(16);
    let text = "";
    for await (const chunk of ranges.chunks({ start: 20, end: 45 })) text += chunk.toString();
    expect(text).toBe(TEXT.slice(20, 45));
    const stopped = ranges.chunks({ start: 0 }, 10, AbortSignal.abort(new Error("enough")));
    await expect(stopped.next()).rejects.toThrow("enough");
  });
});
