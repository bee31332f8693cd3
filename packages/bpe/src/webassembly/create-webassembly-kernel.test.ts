import { describe, expect, test } from "vitest";
import { HEADER_BYTES, IMAGE_END_WORD, TOKEN_COUNT_WORD } from "../kernel/layout.ts";
import { byteLevelTokenizer, randomFrom } from "../kernel/naive-tokenizer.fixture.ts";
import { randomText, smallTokenizers } from "../kernel/small-tokenizers.fixture.ts";
import { TestHost, imageOf } from "../kernel/test-host.fixture.ts";
import { createTypeScriptKernel } from "../kernel/typescript-kernel.ts";
import { createWebAssemblyKernel, isWebAssemblySupported } from "./create-webassembly-kernel.ts";

test("runs where SIMD is known", () => {
  expect(isWebAssemblySupported()).toBe(true);
});

test("refuses more ids than a vocabulary may have", async () => {
  const image = imageOf(byteLevelTokenizer([["a", "b"]], ["."]));
  new DataView(image.buffer).setInt32(4 * TOKEN_COUNT_WORD, (1 << 24) + 1, true);
  await expect(createWebAssemblyKernel(image)).rejects.toMatchObject({ code: "tokenizer-not-supported" });
});

test("refuses an image that is cut off", async () => {
  const image = imageOf(byteLevelTokenizer([["a", "b"]], ["."]));
  await expect(createWebAssemblyKernel(image.subarray(0, -64))).rejects.toMatchObject({ code: "broken-image" });
  await expect(createWebAssemblyKernel(image.subarray(0, HEADER_BYTES - 4))).rejects.toMatchObject({
    code: "broken-image",
  });
  new DataView(image.buffer).setInt32(4 * IMAGE_END_WORD, 0x7fffffff, true);
  await expect(createWebAssemblyKernel(image)).rejects.toMatchObject({ code: "broken-image" });
});

/** Longer texts than a naive encoder takes: words of any length, more of them than a chunk holds, more parts than are looked up at once. */
describe.each([...smallTokenizers()])("%s", (_, tokenizer, alphabet) => {
  test("is as in the TypeScript kernel", async () => {
    const image = imageOf(tokenizer);
    const ours = new TestHost(await createWebAssemblyKernel(image));
    const theirs = new TestHost(createTypeScriptKernel(image));
    const random = randomFrom(17);
    for (let round = 0; round < 120; round++) {
      const few = Array.from(
        { length: 1 + Math.floor(random() * 6) },
        () => alphabet[Math.floor(random() * alphabet.length)] ?? "",
      );
      const text = randomText(few, random, round % 20 === 0 ? 12_000 : 600);
      const length = new TextEncoder().encode(text).length;
      const boundaries = Array.from({ length }, (_unused, at) => at).filter(() => random() < 0.05);
      const [actual, expected] = [ours, theirs].map((host) => {
        const { failed: _failed, ...answer } = host.encode(text, null, boundaries);
        return answer;
      });
      expect(actual).toEqual(expected);
    }
  });
});
