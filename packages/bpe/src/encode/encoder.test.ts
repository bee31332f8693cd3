import { createRenderingBuilder, textRendering, type EncodeOptions, type Rendering } from "@turnwise/core";
import { describe, expect, test } from "vitest";
import type { Encoder } from "./encoder.ts";
import { KERNELS, MERGED, renderingOf, smallEncoder } from "./small-tokenizer.fixture.ts";

const NFC = [{ kind: "unicode-form", form: "NFC" }] as const;
const SPACES = { kind: "replace", pattern: { kind: "text", text: " " }, content: "▁" } as const;
const SPECIAL = { special: true } as const;

function splitAt(source: string, behavior: "removed" | "merged-with-next") {
  return { kind: "split", pattern: { kind: "regular-expression", source }, behavior, invert: false } as const;
}

/** `"a<b"` as its bytes; numbers are ids. */
function ids(...parts: readonly (string | number)[]): readonly number[] {
  return parts.flatMap((part) => (typeof part === "number" ? [part] : [...new TextEncoder().encode(part)]));
}

function idsOf(encoder: Encoder, given: string | Rendering, options?: EncodeOptions): readonly number[] {
  return [...encoder.encode(typeof given === "string" ? textRendering(given) : given, options).ids];
}

for (const [name, make] of Object.entries(KERNELS)) {
  describe(`on the ${name} kernel`, () => {
    test("firstToken, straddles and starts, in ASCII and outside of it", async () => {
      const encoder = await smallEncoder(make, { merges: ["a b", "ab c"] });
      for (const [first, last] of [
        ["xa", "bc"],
        ["éa", "b🦙"],
      ] as const) {
        const rendering = renderingOf(["template", first], ["data", last]);
        const tokens = encoder.encode(rendering);
        const before = ids(first).length - 1;
        expect([...tokens.ids]).toEqual([
          ...ids(first).slice(0, -1),
          last === "bc" ? MERGED + 1 : MERGED,
          ...ids(last).slice(last === "bc" ? 2 : 1),
        ]);
        expect([...tokens.firstToken]).toEqual([0, before + 1, tokens.ids.length]);
        expect([...tokens.straddles]).toEqual([before]);
        expect([...encoder.starts(rendering, tokens)]).toEqual(last === "bc" ? [0, 1] : [0, 0, 1, 3, 3, 3, 3]);
      }
    });

    test("many renderings at once have what each has alone", async () => {
      const encoder = await smallEncoder(make, {
        merges: ["a b", "b a"],
        normalizer: NFC,
        added: [{ content: "<c>", ...SPECIAL }, { content: "<t>" }],
      });
      const all = [
        renderingOf(["template", "<c>a"], ["data", "b"], ["template", "a<c>"]),
        renderingOf(),
        renderingOf(["template", "e"], ["data", "\u0301ab"], ["data", "ba"]),
        renderingOf(["data", "<c>ab"], ["template", "<c>"], ["data", "a"], ["template", "b"]),
        renderingOf(["data", "a"], ["template", "b<t"], ["data", ">"]),
        textRendering("é".repeat(3000)),
        renderingOf(["data", "<c>"], ["template", "<c><t>".repeat(400)]),
        renderingOf(["template", "<t>"], ["data", "ab<t>"]),
        textRendering("e\u0301<t>"),
        textRendering("<c>"),
      ];
      const batch = encoder.encodeBatch(all);
      expect([...batch]).toEqual(all.map((each) => encoder.encode(each)));
      expect([...batch.controlTokensInData]).toEqual([0, 0, 0, 1, 0, 0, 1, 0, 0, 0]);
      expect([...encoder.encodeBatch([])]).toEqual([]);
    });

    test("a batch's columns count its own ids, and stay as they are when the next one is encoded", async () => {
      const encoder = await smallEncoder(make, { merges: ["a b"], added: [{ content: "<c>", ...SPECIAL }] });
      const batch = encoder.encodeBatch([
        renderingOf(["data", "xa"], ["data", "bc"]),
        renderingOf(["data", "<c>"]),
        renderingOf(["data", "a"], ["data", "b"]),
      ]);
      for (const size of [1, 3, 100]) encoder.encodeBatch(Array.from({ length: size }, () => textRendering("zzz")));
      expect([...batch.ids]).toEqual(ids("x", MERGED, "c", "<c>", MERGED));
      expect([...batch.tokenOffsets]).toEqual([0, 3, 6, 7]);
      expect([...batch.firstToken]).toEqual([0, 2, 3, 3, 6, 6, 7, 7]);
      expect([...batch.firstTokenOffsets]).toEqual([0, 3, 5, 8]);
      expect([...batch.straddles]).toEqual([1, 6]);
      expect([...batch.controlTokensInData]).toEqual([0, 1, 0]);
      expect(batch.at(2)).toEqual({
        ids: Int32Array.of(MERGED),
        firstToken: Int32Array.of(0, 1, 1),
        straddles: Int32Array.of(0),
        controlTokensInData: 0,
      });
      for (const index of [-1, 3, 0.5, Number.NaN]) expect(() => batch.at(index)).toThrow(RangeError);
    });

    test("more renderings than one call of the kernel takes", async () => {
      const encoder = await smallEncoder(make, { merges: ["a b"], added: [{ content: "<c>", ...SPECIAL }] });
      const all = Array.from({ length: 2000 }, (_, index) =>
        renderingOf(
          ["template", "<c>"],
          ["data", "ab".repeat(16 * (index % 7))],
          ["data", index % 5 === 3 ? "<c>" : "b"],
        ),
      );
      expect([...encoder.encodeBatch(all)]).toEqual(all.map((each) => encoder.encode(each)));
    });

    test("many renderings at once, with a token that holds what stands between them", async () => {
      const encoder = await smallEncoder(make, { added: [{ content: "a\0b" }] });
      const all = ["a", "b", "a\0b", "\0b"].map((text) => textRendering(text));
      expect(Array.from(encoder.encodeBatch(all), (tokens) => [...tokens.ids])).toEqual([
        ids("a"),
        ids("b"),
        [2000],
        ids("\0b"),
      ]);
    });

    test("plain text, with and without its control tokens", async () => {
      const encoder = await smallEncoder(make, { added: [{ content: "<c>", ...SPECIAL }, { content: "<t>" }] });
      expect([...encoder.encodeText("a<c><t>")]).toEqual(ids("a<c>", 2001));
      expect([...encoder.encodeText("a<c>é", { specialTokens: "match" })]).toEqual(ids("a", 2000, "é"));
      expect([...encoder.encodeText("")]).toEqual([]);
      expect(() => encoder.encodeText("\ud800")).toThrow(expect.objectContaining({ code: "lone-surrogate" }));
    });

    test("lstrip and rstrip swallow white space that UTF-8 writes in one, two and three bytes; the token stands behind it", async () => {
      const encoder = await smallEncoder(make, {
        added: [
          { content: "<l>", lstrip: true },
          { content: "<r>", rstrip: true },
          { content: "<b>", lstrip: true, rstrip: true, ...SPECIAL },
        ],
      });
      const [l, r, b] = [2000, 2001, 2002];
      for (const space of [" ", "\t\n", "\u00a0", "\u0085 ", "\u3000", "\u2003\u1680", "\u202f\u205f"]) {
        expect(idsOf(encoder, `a${space}<l>${space}b`)).toEqual(ids("a", l, `${space}b`));
        expect(idsOf(encoder, `a${space}<r>${space}b`)).toEqual(ids(`a${space}`, r, "b"));
        expect(idsOf(encoder, `${space}<b>${space}<b>${space}`)).toEqual([b, b]);
        expect(idsOf(encoder, `${space}<r>${space}<l>`)).toEqual(ids(space, r, l));
      }
      for (const other of ["\u200b", "\ufeff", "é", "\u180e", "\u2060", "世", "\u0120", "\u{10a0}"]) {
        expect(idsOf(encoder, `${other}<b>${other}`)).toEqual(ids(other, b, other));
      }
      const rendering = renderingOf(["template", "a "], ["template", " <b> "], ["template", " c"]);
      const tokens = encoder.encode(rendering);
      expect([...tokens.ids]).toEqual(ids("a", b, "c"));
      expect([...tokens.firstToken]).toEqual([0, 1, 2, 3]);
      expect([...tokens.straddles]).toEqual([]);
      expect([...encoder.starts(rendering, tokens)]).toEqual([0, 3, 8]);
    });

    test("single_word looks at the characters on both sides", async () => {
      const encoder = await smallEncoder(make, { added: [{ content: "<w>", singleWord: true }] });
      expect(idsOf(encoder, "a <w> b<w>")).toEqual(ids("a ", 2000, " b<w>"));
      expect(idsOf(encoder, "<w>\u0301é<w>,<w>")).toEqual(ids("<w>\u0301é<w>,", 2000));
      expect(idsOf(encoder, "🦙<w>𝔘<w>")).toEqual(ids("🦙<w>𝔘<w>"));
    });

    test("control tokens are the template's alone, whatever hides or completes them", async () => {
      const encoder = await smallEncoder(make, { added: [{ content: "<c>", ...SPECIAL }, { content: "a<" }] });
      const [control, hiding] = [2000, 2001];
      expect(idsOf(encoder, "a<c>")).toEqual(ids(hiding, "c>"));
      expect(idsOf(encoder, renderingOf(["data", "a"], ["template", "<c>"]))).toEqual(ids("a", control));
      expect(idsOf(encoder, renderingOf(["data", "<"], ["template", "c>"]))).toEqual(ids("<c>"));
      expect(idsOf(encoder, renderingOf(["template", "<"], ["template", "c>"], ["data", "x"]))).toEqual(
        ids(control, "x"),
      );
      for (const [text, expected] of [
        ["<c>", ids("<c>")],
        ["a<c>", ids(hiding, "c>")],
      ] as const) {
        const data = renderingOf(["template", "<c>"], ["data", text]);
        expect(encoder.encode(data)).toMatchObject({ controlTokensInData: 1 });
        expect(idsOf(encoder, data)).toEqual([control, ...expected]);
        const allowed = encoder.encode(data, { controlTokensInData: "allow" });
        expect(allowed.controlTokensInData).toBe(1);
        expect([...allowed.ids]).toEqual([control, ...idsOf(encoder, text)]);
        expect(() => encoder.encode(data, { controlTokensInData: "reject" })).toThrow(
          expect.objectContaining({ code: "control-token-in-data", at: { message: 0, field: "content" } }),
        );
      }
    });

    test("a control token in data counts though a break goes through it", async () => {
      const encoder = await smallEncoder(make, { added: [{ content: "<c>", ...SPECIAL }] });
      const rendering = renderingOf(["template", "x"], ["data", "a<c>"]);
      for (const controlTokensInData of ["text", "allow"] as const) {
        expect(encoder.encode(rendering, { breaks: [3], controlTokensInData }).controlTokensInData).toBe(1);
      }
      expect(encoder.encode(rendering, { breaks: [1] }).controlTokensInData).toBe(1);
    });

    test("words that merges make control tokens of", async () => {
      const encoder = await smallEncoder(make, {
        merges: ["a b", "ab c", "abc d"],
        added: [{ content: "abc", ...SPECIAL }],
      });
      const [ab, abc, abcd] = [MERGED, MERGED + 1, MERGED + 2];
      expect(idsOf(encoder, renderingOf(["data", "abcab"]))).toEqual(ids(ab, "c", ab));
      expect(idsOf(encoder, renderingOf(["data", "abcd"]))).toEqual([abcd]);
      expect(idsOf(encoder, renderingOf(["data", "abc"]), { controlTokensInData: "allow" })).toEqual([abc]);
      expect(idsOf(encoder, renderingOf(["data", "abcab"]))).toEqual(ids(ab, "c", ab));
      const more = encoder.withControlTokens(["abc", "unknown"]);
      expect(more.controlTokens).toEqual(encoder.controlTokens);
      expect(idsOf(more, renderingOf(["data", "abc"]))).toEqual(ids(ab, "c"));
    });

    test("merges make control tokens again where data may hold them", async () => {
      const encoder = await smallEncoder(make, {
        merges: ["a b"],
        added: [{ content: "ab", singleWord: true, ...SPECIAL }],
      });
      const data = renderingOf(["data", "xab"]);
      expect(idsOf(encoder, data)).toEqual(ids("xab"));
      expect(idsOf(encoder, data, { controlTokensInData: "allow" })).toEqual(ids("x", MERGED));
      expect(idsOf(encoder, data)).toEqual(ids("xab"));
    });

    test("a character that is a control token and nothing else is refused in data, and named", async () => {
      const encoder = await smallEncoder(make, { added: [{ content: "a", ...SPECIAL }] });
      expect(idsOf(encoder, "ab")).toEqual(ids("ab"));
      expect(() => encoder.encode(renderingOf(["data", "ba"]))).toThrow(
        expect.objectContaining({ code: "control-token-in-data" }),
      );
    });

    test("NFC: a composed character belongs to its first part, across segments it straddles, a reordered one is refused", async () => {
      const encoder = await smallEncoder(make, { normalizer: NFC, merges: ["f Ã"] });
      const rendering = renderingOf(["template", "caf"], ["data", "e"], ["template", "\u0301!"]);
      const tokens = encoder.encode(rendering);
      expect([...tokens.ids]).toEqual(ids("ca", MERGED, 0xa9, "!"));
      expect([...tokens.firstToken]).toEqual([0, 3, 4, 5]);
      expect([...tokens.straddles]).toEqual([2, 3]);
      expect([...encoder.starts(rendering, tokens)]).toEqual([0, 1, 2, 3, 5]);
      expect(() => encoder.encode(renderingOf(["template", "q\u0307"], ["data", "\u0323"]))).toThrow(
        expect.objectContaining({ code: "provenance-lost" }),
      );
      expect(idsOf(encoder, "q\u0307\u0323")).toEqual(ids("q\u0323\u0307"));
    });

    test("NFC: a mark that composes with its base across another one changes places", async () => {
      const encoder = await smallEncoder(make, { normalizer: NFC });
      const [text, normal] = ["\u03a9\u0323\u0313", "\u1f68\u0323"];
      expect(text.normalize("NFC")).toBe(normal);
      expect(idsOf(encoder, text)).toEqual(ids(normal));
      expect(() => encoder.encode(renderingOf(["template", "\u03a9\u0323"], ["data", "\u0313"]))).toThrow(
        expect.objectContaining({ code: "provenance-lost" }),
      );
    });

    test("several borders in one composed character", async () => {
      const encoder = await smallEncoder(make, { normalizer: NFC });
      const rendering = renderingOf(
        ["template", "x"],
        ["data", "a"],
        ["data", "\u0323"],
        ["template", "\u0302"],
        ["data", "y"],
      );
      const tokens = encoder.encode(rendering);
      expect([...tokens.ids]).toEqual(ids("x\u1eady"));
      expect([...tokens.firstToken]).toEqual([0, 1, 4, 4, 4, 5]);
      expect([...tokens.straddles]).toEqual([1, 2, 3]);
    });

    test("a space before a text and behind added tokens, and none where a text goes on", async () => {
      const prepended = { symbols: "characters", normalizer: [{ kind: "prepend", text: "▁" }, SPACES] } as const;
      const encoder = await smallEncoder(make, {
        ...prepended,
        merges: ["▁ a"],
        added: [{ content: "<s>", ...SPECIAL }],
      });
      const a = MERGED;
      expect(idsOf(encoder, "a<s>a a<s>b")).toEqual(ids(a, 2000, a, a, 2000, " b"));
      expect(idsOf(encoder, "aa", { breaks: [1] })).toEqual(ids(a, "a"));
      expect(idsOf(encoder, "a", { breaks: [0] })).toEqual(ids("a"));
      expect(idsOf(encoder, "▁a")).toEqual(ids(" ", a));
      const rendering = renderingOf(["template", "b<s>"], ["data", "b"], ["template", " a"]);
      const tokens = encoder.encode(rendering);
      expect([...tokens.ids]).toEqual(ids(" b", 2000, " b", a));
      expect([...tokens.firstToken]).toEqual([0, 3, 5, 6]);
      expect([...encoder.starts(rendering, tokens)]).toEqual([0, 0, 1, 4, 4, 5]);
      expect([...encoder.encodeBatch([rendering, rendering]).at(1).firstToken]).toEqual([0, 3, 5, 6]);
    });

    test("Metaspace: a space before the first text alone, or before each, unless there is one", async () => {
      for (const [prepend, expected] of [
        ["first", ids(" a", 2000, "a", 2000, " a")],
        ["always", ids(" a", 2000, " a", 2000, " a")],
        ["never", ids("a", 2000, "a", 2000, " a")],
      ] as const) {
        for (const split of [true, false]) {
          const encoder = await smallEncoder(make, {
            symbols: "characters",
            preTokenizer: [{ kind: "metaspace", prepend, split }],
            added: [{ content: "<s>" }],
          });
          expect(idsOf(encoder, "a<s>a<s> a")).toEqual(expected);
          expect(idsOf(encoder, "a<s>a<s>▁a")).toEqual(expected);
          expect(idsOf(encoder, "aa", { breaks: [1] })).toEqual(prepend === "never" ? ids("aa") : ids(" aa"));
        }
      }
    });

    test("words that the general pre-tokenizer finds, some of them dropped", async () => {
      const removing = await smallEncoder(make, { merges: ["a b"], preTokenizer: [splitAt("-+", "removed")] });
      const rendering = renderingOf(["template", "a"], ["data", "-"], ["data", "-bab-"], ["template", "é"]);
      const tokens = removing.encode(rendering);
      expect([...tokens.ids]).toEqual(ids("ab", MERGED, "é"));
      expect([...tokens.firstToken]).toEqual([0, 1, 1, 3, 5]);
      expect([...tokens.straddles]).toEqual([]);
      expect([...removing.starts(rendering, tokens)]).toEqual([0, 3, 4, 7, 7]);
      const joining = await smallEncoder(make, { merges: ["a b"], preTokenizer: [splitAt("b", "merged-with-next")] });
      expect(idsOf(joining, "abab")).toEqual(ids("abab"));
    });

    test("lower case, replacements and stripping move no token to another segment", async () => {
      const encoder = await smallEncoder(make, {
        normalizer: [
          { kind: "strip", left: true, right: true },
          { kind: "lowercase" },
          { kind: "replace", pattern: { kind: "text", text: "x" }, content: "yz" },
        ],
      });
      const rendering = renderingOf(["template", " A"], ["data", "X"], ["data", "İ "], ["template", " "]);
      const tokens = encoder.encode(rendering);
      expect([...tokens.ids]).toEqual(ids("ayzi\u0307"));
      expect([...tokens.firstToken]).toEqual([0, 1, 3, 6, 6]);
      expect([...encoder.starts(rendering, tokens)]).toEqual([1, 2, 2, 3, 3, 3]);
    });

    test("tokens that are matched in normalised text", async () => {
      const added = [
        { content: "<n>", normalized: true },
        { content: "ǎ", normalized: true, lstrip: true },
        { content: "<c>", normalized: true, ...SPECIAL },
        { content: "<p>" },
      ];
      const encoder = await smallEncoder(make, { normalizer: NFC, added });
      const [n, e, c, p] = [2000, 2001, 2002, 2003];
      expect(idsOf(encoder, "<n>a<p><n> ǎ<c>")).toEqual(ids(n, "a", p, n, e, c));
      expect(idsOf(encoder, "<p> a\u030c")).toEqual([p, e]);
      const data = renderingOf(["template", "<c>"], ["data", "<c>ǎ"], ["template", "<c>"]);
      expect(idsOf(encoder, data)).toEqual(ids(c, "<c>", e, c));
      expect(encoder.encode(data).controlTokensInData).toBe(1);
      expect(idsOf(encoder, renderingOf(["template", "<c"], ["data", ">"]))).toEqual(ids("<c>"));
    });

    test("tokens that normalisation rewrites are found rewritten", async () => {
      const spaces = await smallEncoder(make, {
        symbols: "characters",
        normalizer: [SPACES],
        added: [{ content: "a b", normalized: true }],
      });
      for (const text of ["xa by", "xa▁by"]) expect(idsOf(spaces, text)).toEqual(ids("x", 2000, "y"));
      const nfc = await smallEncoder(make, { normalizer: NFC, added: [{ content: "a\u030c", normalized: true }] });
      for (const text of ["xǎ", "xa\u030c"]) expect(idsOf(nfc, text)).toEqual(ids("x", 2000));
    });

    test("what an added token swallowed belongs to no token, also where the text is normalised", async () => {
      const encoder = await smallEncoder(make, { normalizer: NFC, added: [{ content: "<r>", rstrip: true }] });
      const rendering = renderingOf(["template", "a\u030c<r> "], ["template", " b"]);
      const tokens = encoder.encode(rendering);
      expect([...tokens.ids]).toEqual(ids("ǎ", 2000, "b"));
      expect([...tokens.firstToken]).toEqual([0, 3, 4]);
      expect([...tokens.straddles]).toEqual([]);
    });

    test("more added tokens than are looked for at a time", async () => {
      const encoder = await smallEncoder(make, {
        added: [
          { content: "<c>", ...SPECIAL },
          { content: "<n>", normalized: true },
        ],
      });
      const text = "<c>a<n><n>".repeat(700);
      const expected = Array.from({ length: 700 }, () => ids(2000, "a", 2001, 2001)).flat();
      expect(idsOf(encoder, text)).toEqual(expected);
      expect(idsOf(encoder, renderingOf(["template", text], ["data", "é<n>"]))).toEqual([
        ...expected,
        ...ids("é", 2001),
      ]);
    });

    test("breaks: in and outside of ASCII, several at once, and those that are none", async () => {
      const encoder = await smallEncoder(make, { merges: ["a b"], normalizer: NFC });
      expect(idsOf(encoder, "abab", { breaks: [1] })).toEqual(ids("ab", MERGED));
      expect(idsOf(encoder, "éabab🦙ab", { breaks: [0, 2, 5, 7, 8] })).toEqual(ids("éab", MERGED, "🦙ab"));
      expect(idsOf(encoder, "e\u0301ab", { breaks: [1, 3] })).toEqual(ids("e\u0301ab"));
      const broken = textRendering("a🦙b");
      for (const breaks of [[3, 1], [-1], [5], [0.5], [Number.NaN]]) {
        expect(() => encoder.encode(broken, { breaks })).toThrow(expect.objectContaining({ code: "broken-breaks" }));
      }
      expect(() => encoder.encode(broken, { breaks: [2] })).toThrow(
        expect.objectContaining({ code: "lone-surrogate" }),
      );
    });

    test("segments that are not in order are refused, and leave nothing behind", async () => {
      const encoder = await smallEncoder(make, {});
      const sound = renderingOf(["template", "ab"], ["data", "🦙"], ["template", "cd"]);
      const withEnds = (...ends: number[]): Rendering => ({
        ...sound,
        segments: { ...sound.segments, end: Int32Array.from(ends) },
      });
      for (const rendering of [
        withEnds(4, 2, 6),
        withEnds(2, 4, 7),
        withEnds(-1, 4, 6),
        withEnds(2, 4, 5),
        withEnds(3, 4, 6),
        withEnds(2, 4),
        { ...sound, segmentCount: -1 },
        { ...sound, segmentCount: 1.5 },
        { ...sound, segmentCount: 2 },
        { ...sound, segments: { ...sound.segments, origin: new Uint8Array(1) } },
      ]) {
        const refused = expect.objectContaining({ code: "broken-rendering" });
        expect(() => encoder.encode(rendering)).toThrow(refused);
        expect(() => encoder.encodeBatch([sound, rendering])).toThrow(refused);
        expect(idsOf(encoder, sound)).toEqual(ids("ab🦙cd"));
      }
      expect([...encoder.encode(withEnds(0, 4, 6, 9, 9)).ids].length).toBe(8);
    });

    test("half a surrogate pair is refused, at once and in many", async () => {
      const encoder = await smallEncoder(make, { normalizer: NFC });
      for (const text of ["a\ud800", "\udc00a", "é\ud83e", "e\u0301\udd99"]) {
        expect(() => encoder.encode(textRendering(text))).toThrow(expect.objectContaining({ code: "lone-surrogate" }));
        expect(() => encoder.encodeBatch([textRendering("a"), textRendering(text)])).toThrow(
          expect.objectContaining({ code: "lone-surrogate" }),
        );
      }
    });

    test.skipIf(name === "plain")(
      "a word too long is refused with its beginning, and leaves nothing behind",
      async () => {
        const encoder = await smallEncoder(make, { merges: ["a b"] });
        const long = textRendering(`é${"x".repeat(1_048_577)}`);
        const refused = expect.objectContaining({ code: "word-too-long", message: expect.stringContaining('"éxxx') });
        expect(() => encoder.encode(long)).toThrow(refused);
        expect(() => encoder.encodeBatch([textRendering("ab"), long])).toThrow(refused);
        expect(idsOf(encoder, "ab")).toEqual([MERGED]);
      },
    );

    test("starts() knows how tokens were made, and refuses those of another text", async () => {
      const encoder = await smallEncoder(make, { merges: ["a b"], added: [{ content: "<c>", ...SPECIAL }] });
      const rendering = renderingOf(["template", "é"], ["data", "ab<c>"]);
      for (const options of [
        { breaks: [2] },
        { controlTokensInData: "allow" },
        { breaks: [2], controlTokensInData: "allow" },
      ] as const) {
        const tokens = encoder.encode(rendering, options);
        expect(encoder.starts(rendering, { ...tokens }).length).toBe(tokens.ids.length);
      }
      const tokens = encoder.encode(rendering);
      expect([...encoder.starts(rendering, tokens)]).toEqual([0, 0, 1, 3, 4, 5]);
      expect(() => encoder.starts(textRendering("b"), tokens)).toThrow(
        expect.objectContaining({ code: "tokens-of-another-rendering" }),
      );
    });

    test("results belong to the caller", async () => {
      const encoder = await smallEncoder(make, {});
      const rendering = createRenderingBuilder();
      rendering.template("abc", "preamble");
      const made = rendering.finish();
      const first = encoder.encode(made);
      first.ids.fill(-7);
      first.firstToken.fill(-7);
      encoder.starts(made, encoder.encode(made)).fill(-7);
      expect(encoder.encode(made)).toEqual({
        ids: Int32Array.from(ids("abc")),
        firstToken: Int32Array.of(0, 3),
        straddles: new Int32Array(),
        controlTokensInData: 0,
      });
    });
  });
}
