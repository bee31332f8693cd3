import { describe, expect, test } from "vitest";
import { toByteAlphabet } from "../definition/byte-alphabet.ts";
import { CODE_POINT_END, contains } from "../unicode/code-point-set.ts";
import { unstableSet } from "../unicode/unstable-characters.ts";
import { bytesOf, encodePieces, encodeWhole } from "./compare-with-naive.fixture.ts";
import type { Kernel } from "./kernel.ts";
import * as layout from "./layout.ts";
import {
  byteLevelTokenizer,
  naiveIds,
  naiveWords,
  randomFrom,
  randomMerges,
  type SmallTokenizer,
} from "./naive-tokenizer.fixture.ts";
import { WORDS, randomText, smallTokenizers } from "./small-tokenizers.fixture.ts";
import { TestHost, imageOf } from "./test-host.fixture.ts";

export type CreateKernel = (image: Uint8Array) => Kernel | Promise<Kernel>;

/** What every kernel must do; `kernel.test.ts` runs it over all of them. */
export function describeKernel(name: string, create: CreateKernel): void {
  const hostOf = async (tokenizer: SmallTokenizer): Promise<TestHost> => new TestHost(await create(imageOf(tokenizer)));

  describe(`${name} kernel`, () => {
    for (const [kind, tokenizer, alphabet] of smallTokenizers()) {
      describe(`${kind} tokenizer`, () => {
        test("gives the ids and places of a naive encoder, cut anywhere", async () => {
          const host = await hostOf(tokenizer);
          const random = randomFrom(7);
          for (let round = 0; round < 400; round++) {
            const text = randomText(alphabet, random, round % 40 === 0 ? 600 : 50);
            const { actual, expected } = encodeWhole(host, tokenizer, text, random);
            expect(actual).toEqual(expected);
          }
        });

        test("gives the same with words of the host's, and behind spaces that the text does not have", async () => {
          const host = await hostOf(tokenizer);
          const random = randomFrom(11);
          for (let round = 0; round < 200; round++) {
            const { actual, expected } = encodePieces(host, tokenizer, randomText(alphabet, random, 40), random);
            expect(actual).toEqual(expected);
          }
        });

        test("forbids ids, and allows them again", async () => {
          const host = await hostOf(tokenizer);
          const random = randomFrom(13);
          const { model } = tokenizer.definition;
          // Not those that are parts of others: it would matter where the kernel cuts words.
          const parts = new Set(model.merges.filter((_, at) => at % 3 < 2));
          const merged = [...model.vocabulary.ids].filter((id, index) => id >= 256 && !parts.has(index));
          for (const forbidden of [new Set(merged), new Set<number>()]) {
            host.kernel.forbid([...forbidden]);
            for (let round = 0; round < 100; round++) {
              const text = randomText(alphabet, random, 40);
              const words = naiveWords(tokenizer.plan, text).map((word) => naiveIds(model, word, forbidden));
              const ids = words.includes(null) ? [] : words.flat();
              const count = words.includes(null) ? layout.FORBIDDEN_WORD : ids.length;
              const answer = host.encode(text);
              expect({ count: answer.count, ids: answer.ids }).toEqual({ count, ids });
            }
          }
        });
      });
    }

    test("says which word can be written as a forbidden token only", async () => {
      const host = await hostOf(byteLevelTokenizer([["a", "b"]], [WORDS]));
      host.kernel.forbid(["x".charCodeAt(0)]);
      const answer = host.encode("ab ab abxab ab");
      expect(answer.count).toBe(layout.FORBIDDEN_WORD);
      expect(answer.failed).toEqual([5, 6]);
    });

    test("is none the worse for texts that failed", async () => {
      const tokenizer = byteLevelTokenizer([["a", "b"]], [WORDS]);
      const host = await hostOf(tokenizer);
      host.kernel.forbid(["x".charCodeAt(0)]);
      const words = Array.from({ length: 255 }, (_, index) => "ab".repeat(8 + (index % 8))).join(" ");
      for (let round = 0; round < 3; round++) expect(host.encode(`x ${words}`).count).toBe(layout.FORBIDDEN_WORD);
      expect(host.encode(words).ids).toEqual(naiveIds(tokenizer.definition.model, words));
    });

    test("keeps parts of a word apart from whole words", async () => {
      // A token that no merges make: the word is taken as it is, the same bytes inside of a longer word are not.
      const words = ["中文中文"];
      const merges = [["ä", "¸"]] as const;
      const tokenizer = byteLevelTokenizer(merges, [WORDS], { ignoreMerges: true, words });
      const host = await hostOf(tokenizer);
      for (const text of ["中文中文", "日中文中文日日日日日日", "中文中文", "日中文中文日日日日日日"]) {
        expect(host.encode(text).ids).toEqual(naiveIds(tokenizer.definition.model, text));
      }
    });

    test("does not cut where a token holds any bytes of both characters", async () => {
      const [left, right] = [toByteAlphabet("好"), toByteAlphabet("名")];
      for (let before = 1; before <= 3; before++) {
        for (let behind = 1; behind <= 3; behind++) {
          const parts = [left.slice(-before), right.slice(0, behind)] as const;
          const merges = [...parts.flatMap(growing), parts];
          const tokenizer = byteLevelTokenizer(merges, [WORDS]);
          const text = "好名".repeat(5);
          expect((await hostOf(tokenizer)).encode(text).ids).toEqual(naiveIds(tokenizer.definition.model, text));
        }
      }
    });

    test("merges words of 3,000 random letters as a naive encoder does, and of 1 MiB in a moment", async () => {
      const random = randomFrom(3);
      const letters = (length: number): string =>
        Array.from({ length }, () => "abcdef"[Math.floor(random() * 6)]).join("");
      const tokenizer = byteLevelTokenizer(randomMerges(letters(300), 80, random), [WORDS]);
      const host = await hostOf(tokenizer);
      const word = letters(3000);
      expect(host.encode(word).ids).toEqual(naiveIds(tokenizer.definition.model, word));
      const half = new TextEncoder().encode(letters(layout.LONGEST_WORD));
      const { ids, count } = host.encode(half);
      expect(count).toBeGreaterThan(1000);
      expect(bytesOf(tokenizer, ids)).toEqual(half);
      expect(host.encode(word).ids).toEqual(naiveIds(tokenizer.definition.model, word));
    });

    test("refuses a longer word, and says where it is", async () => {
      const tokenizer = byteLevelTokenizer([["a", "a"]], [WORDS]);
      const host = await hostOf(tokenizer);
      const answer = host.encode(`ab ${"a".repeat(layout.LONGEST_WORD + 1)}`);
      expect([answer.count, answer.failed]).toEqual([layout.WORD_TOO_LONG, [2, layout.LONGEST_WORD + 2]]);
      const repeated = host.encode("ab");
      expect(repeated.count).toBe(2);
    });

    test("stays right when its word cache is full", async () => {
      const tokenizer = byteLevelTokenizer([["1", "1"]], [WORDS]);
      const host = await hostOf(tokenizer);
      for (const [length, count] of [
        [6, 120_000],
        [13, 45_000],
        [20, 45_000],
      ] as const) {
        const words = Array.from({ length: count }, (_, i) => ` ${"x".repeat(length - 6)}${letterCode(i)}`);
        const bytes = new TextEncoder().encode(words.join(""));
        for (let pass = 0; pass < 3; pass++) {
          const { ids } = host.encode(bytes);
          expect(ids.length).toBe(bytes.length);
          expect(ids.findIndex((id, i) => id !== bytes[i])).toBe(-1);
        }
      }
    }, 120_000);

    test("finds added tokens, leftmost and longest, and goes on where the room ended", async () => {
      const plain = byteLevelTokenizer([["a", "b"]], [WORDS]);
      const long = `<${"a".repeat(40)}`;
      const contents = ["<a>", "<a><b>", "<a><", "é<", "\n\n", "\n", "aa", "aaa", long, `${long}>`];
      const addedTokens = contents.map((content, index) => ({
        id: 400 + index,
        content,
        singleWord: false,
        lstrip: false,
        rstrip: false,
        normalized: false,
        special: false,
      }));
      const host = await hostOf({ ...plain, definition: { ...plain.definition, addedTokens } });
      const { kernel } = host;
      const random = randomFrom(5);
      for (let round = 0; round < 300; round++) {
        const text = randomText(["<", "a", "<a>", ">", "<b>", "é", "\n", "x", "😀", long, "<aaaa"], random, 30);
        const all = new TextEncoder().encode(text);
        const [start, textEnd] = host.write(all, 4096);
        const matches = aligned(textEnd + 64);
        // The text may go on behind what is looked through.
        const bytes = all.subarray(0, all.length - Math.floor(random() * 3));
        const end = start + bytes.length;
        const trie = kernel.words[layout.HEADER / 4 + layout.ADDED_TOKENS_TABLE] ?? 0;
        const found: number[][] = [];
        const capacity = 1 + Math.floor(random() * 5);
        for (
          let at = start, count = capacity;
          count === capacity;
          at = found.length === 0 ? end : (found.at(-1)?.[1] ?? 0) + start
        ) {
          count = kernel.findAddedTokens(trie, at, end, matches, capacity);
          for (let i = 0; i < count; i++) {
            const [from = 0, to = 0, index = 0] = kernel.words.subarray(matches / 4 + 3 * i);
            found.push([from - start, to - start, index]);
          }
        }
        expect(found).toEqual(naiveMatches(contents, bytes));
      }
    });

    test("turns offsets into addresses and back", async () => {
      const host = await hostOf(byteLevelTokenizer([["a", "b"]], [WORDS]));
      const { kernel } = host;
      const text = "aé€😀 b😀😀c";
      const bytes = new TextEncoder().encode(text);
      const [start, end] = host.write(bytes, 4096);
      const list = aligned(end + 64);
      const offsets = Array.from({ length: text.length + 1 }, (_, offset) => offset);
      kernel.words.set(offsets, list / 4);
      kernel.toAddresses(start, end, list, offsets.length);
      const addresses = [...kernel.words.subarray(list / 4, list / 4 + offsets.length)].map(
        (address) => address - start,
      );
      const behindPair = (offset: number): number => offset + (/[\ud800-\udbff]$/.test(text.slice(0, offset)) ? 1 : 0);
      expect(addresses).toEqual(offsets.map((offset) => utf8Length(text.slice(0, behindPair(offset)))));
      kernel.toOffsets(start, end, list, offsets.length);
      expect([...kernel.words.subarray(list / 4, list / 4 + offsets.length)]).toEqual(offsets.map(behindPair));
      kernel.words.set(
        Array.from(bytes, (_, at) => start + at),
        list / 4,
      );
      kernel.toOffsets(start, end, list, bytes.length);
      const units = [...text].flatMap((character, index, all) => {
        const unit = all.slice(0, index).join("").length;
        return [unit, ...Array<number>(utf8Length(character) - 1).fill(unit + character.length)];
      });
      expect([...kernel.words.subarray(list / 4, list / 4 + bytes.length)]).toEqual(units);
    });

    test("knows unstable text", async () => {
      const plain = byteLevelTokenizer([["a", "b"]], [WORDS]);
      const host = await hostOf({ ...plain, plan: { ...plain.plan, normalization: "nfc" } });
      const offsets = (...texts: string[]): number[] =>
        texts.map((text) => {
          const [start, end] = host.write(new TextEncoder().encode(text));
          const at = host.kernel.firstUnstable(start, end);
          return at === end ? -1 : at - start;
        });
      expect(offsets("", "plain", "é€😀", "\u02ff", "\u0370", "\u{10300}", "世界")).toEqual(Array(7).fill(-1));
      expect(offsets("\u0300", "plain e\u0301\u0302", "😀\u036f", `${"x".repeat(99)}\u0301`, "世x界\u0301")).toEqual([
        0, 7, 4, 99, 7,
      ]);

      const all = Array.from({ length: CODE_POINT_END }, (_, code) => code).filter(
        (code) => code < 0xd800 || code >= 0xe000,
      );
      const stable = all.filter((code) => !contains(unstableSet(), code));
      expect(offsets(stable.map((code) => String.fromCodePoint(code)).join(""))).toEqual([-1]);
      const unstable = all.filter((code) => contains(unstableSet(), code));
      const found = offsets(...unstable.map((code) => "x".repeat(code % 37) + String.fromCodePoint(code)));
      expect(found).toEqual(unstable.map((code) => code % 37));
    });

    test("finds words alone", async () => {
      const tokenizer = byteLevelTokenizer([["a", "b"]], [String.raw`\p{N}{1,3}`, WORDS]);
      const host = await hostOf(tokenizer);
      const text = "one 12345 tw\u00f6\u0000 \n 😀";
      const [start, end] = host.write(new TextEncoder().encode(text), 4096);
      const ends = aligned(end + 64);
      const expected = naiveWords(tokenizer.plan, text).map((_, i, words) =>
        utf8Length(words.slice(0, i + 1).join("")),
      );
      for (const capacity of [100, 3]) {
        const count = host.kernel.wordEnds(start, end, ends, capacity);
        expect(count).toBe(Math.min(capacity, expected.length));
        const found = [...host.kernel.words.subarray(ends / 4, ends / 4 + count)].map((address) => address - start);
        expect(found).toEqual(expected.slice(0, capacity));
      }
    });
  });
}

function naiveMatches(contents: readonly string[], bytes: Uint8Array): number[][] {
  const patterns = contents.map((content) => new TextEncoder().encode(content));
  const found: number[][] = [];
  for (let at = 0; at < bytes.length; at = found.at(-1)?.[0] === at ? (found.at(-1)?.[1] ?? 0) : at + 1) {
    const here = patterns.flatMap((pattern, index) =>
      pattern.every((byte, i) => bytes[at + i] === byte) ? [{ index, length: pattern.length }] : [],
    );
    const longest = here.toSorted((a, b) => b.length - a.length)[0];
    if (longest !== undefined) found.push([at, at + longest.length, longest.index]);
  }
  return found;
}

/** Different letters for different numbers. */
function letterCode(number: number): string {
  return number
    .toString(26)
    .padStart(6, "0")
    .replaceAll(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 65));
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

function aligned(address: number): number {
  return Math.ceil(address / 64) * 64;
}

/** Merges that build a token from its first character on. */
function growing(token: string): (readonly [string, string])[] {
  return [...token].slice(1).map((character, i) => [token.slice(0, i + 1), character]);
}
