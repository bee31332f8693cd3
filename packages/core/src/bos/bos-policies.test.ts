import { describe, expect, it } from "vitest";
import { characterTokenizer, type CharacterTokenizerSettings } from "../character-tokenizer.fixture.ts";
import type { BosPolicy } from "../contracts/bos-policy.ts";
import { encodeRow } from "../preprocessor/encode-row.ts";
import { createRenderingBuilder } from "../rendering/rendering-builder.ts";
import { textRendering } from "../rendering/text-rendering.ts";
import { exactlyOneBos } from "./exactly-one-bos.ts";
import { noBos } from "./no-bos.ts";
import { stripBos } from "./strip-bos.ts";
import { templateBos } from "./template-bos.ts";

/** What is encoded where a template prints `preamble`, then a body of data, then a BOS of the next pair, as Llama 2 does. */
function encoded(policy: BosPolicy, preamble: string, settings: CharacterTokenizerSettings = {}, body = "Hi"): string {
  const builder = createRenderingBuilder();
  builder.template(preamble, "preamble");
  builder.turn("user", [0]);
  builder.data(body, "body", { message: 0, field: "content", start: 0 });
  builder.template("<s>", "separator");
  const tokenizer = characterTokenizer(settings);
  const { tokens, bos, starts } = encodeRow(builder.finish(), tokenizer, policy);
  expect(starts().length).toBe(tokens.ids.length);
  const counted = bos.diagnostics.map(({ code, message }) => ` (${code}: ${message})`);
  return [...tokens.ids].map((id) => tokenizer.decode(Int32Array.of(id))).join(" ") + counted.join("");
}

const DOUBLED = " (doubled-bos: <s> stood 3 times at the start; one is kept)";

describe("BOS policies", () => {
  it.each([
    [templateBos, "<s> H i <s>", "H i <s>", `<s> H i <s>${DOUBLED}`],
    [stripBos, "H i <s>", "H i <s>", "H i <s>"],
    [exactlyOneBos, "<s> H i <s>", "<s> H i <s>", `<s> H i <s>${DOUBLED}`],
    [noBos, "H i <s>", "H i <s>", "H i <s>"],
  ] as const)("$name: of one, no and three printed BOS", (policy, one, none, three) => {
    expect([encoded(policy, "<s>"), encoded(policy, ""), encoded(policy, "<s><s><s>")]).toEqual([one, none, three]);
  });

  it("strip adds what the tokenizer adds by itself, the others do not", () => {
    const adds = { addsBefore: ["<s>"], addsAfter: ["<e>"] };
    expect(encoded(stripBos, "<s>", adds)).toBe("<s> H i <s> <e>");
    expect(encoded(stripBos, "", adds)).toBe("<s> H i <s> <e>");
    for (const policy of [templateBos, exactlyOneBos]) expect(encoded(policy, "<s>", adds)).toBe("<s> H i <s>");
    expect(encoded(noBos, "<s>", adds)).toBe("H i <s>");
  });

  it("never take data for a BOS", () => {
    expect(encoded(noBos, "", {}, "<s>")).toBe("< s > <s>");
    expect(encoded(templateBos, "<s>", {}, "<s>")).toBe("<s> < s > <s>");
    expect(encoded(exactlyOneBos, "", {}, "<s>")).toBe("<s> < s > <s>");
  });

  it("touch what the template prints before the BOS as little as what it prints later", () => {
    expect(encoded(noBos, " <s>")).toBe("  <s> H i <s>");
    expect(encoded(noBos, "<s>\n<s>")).toBe("\n <s> H i <s>");
  });

  it("leave a tokenizer without BOS alone; exactly-one says that it needs one", () => {
    for (const policy of [templateBos, stripBos, noBos]) {
      expect([policy.needsBos, encoded(policy, "<s>", { bos: null })]).toEqual([false, "<s> H i <s>"]);
    }
    expect(exactlyOneBos.needsBos).toBe(true);
  });

  it("say where each token lies, -1 for those that they added", () => {
    const row = encodeRow(
      textRendering("<s>ab"),
      characterTokenizer({ addsBefore: ["<s>"], addsAfter: ["<e>"] }),
      stripBos,
    );
    expect([...row.starts()]).toEqual([-1, 0, 1, -1]);
    expect([row.bos.remove, row.rendering.text, [...row.tokens.firstToken]]).toEqual([[0, 3], "ab", [1, 3]]);
  });
});
