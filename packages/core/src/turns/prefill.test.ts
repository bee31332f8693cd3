import { describe, expect, it } from "vitest";
import {
  assistant,
  deriveFake,
  eachMessage,
  parts,
  trained,
  user,
  verdicts,
  type FakeTemplate,
} from "./fake-template.fixture.ts";

/** `<user>q<e><assistant><think>r</think>a<e>`; an answer without reasoning has no block. */
function thinking(prompt: string): FakeTemplate {
  return eachMessage((pen, index, messages) => {
    const { role, content, reasoning_content: reasoning } = messages[index] ?? { role: "" };
    pen.text(`<${role}>`);
    if (typeof reasoning === "string") {
      pen.text("<think>");
      pen.field(index, "reasoning_content", reasoning);
      pen.text("</think>");
    }
    pen.field(index, "content", String(content));
    pen.text("<e>");
  }, prompt);
}

const THOUGHT = [user("q"), assistant("a", { reasoning_content: "r" })];

describe("a turn that is to be continued", () => {
  it.each([
    [[user("q"), assistant("a")], "<assistant>", "content", "exact:prefill", "a"],
    [THOUGHT, "<assistant>", "content", "exact:prefill", "<think>r</think>a"],
    [THOUGHT, "<assistant><think>", "content", "exact:prefill", "r</think>a"],
    [
      [user("q"), assistant("", { reasoning_content: "r" })],
      "<assistant><think>",
      "reasoning_content",
      "exact:prefill",
      "r",
    ],
    [[user("q"), assistant("a")], "<assistant><think></think>", "content", "composed", "a"],
  ])("%j behind %s: %s", (messages, prompt, continues, verdict, text) => {
    const row = deriveFake(thinking(prompt), messages, { continues });
    expect(verdicts(row)).toEqual([verdict]);
    expect(trained(row.plan())).toEqual([[text]]);
    expect(row.plan().map(({ rendering }) => rendering.text)).toEqual([`<user>q<e>${prompt}${text}`]);
  });

  it("is trained with the white space that ends it, where the template keeps that", () => {
    const row = deriveFake(thinking("<assistant>"), [user("q"), assistant("a \n")], { continues: "content" });
    expect(trained(row.plan())).toEqual([["a \n"]]);
    const [planned] = row.plan();
    expect(planned && parts(planned).at(-1)).toBe("body 1: a \n");
  });

  it("must be printed as it is", () => {
    const changing = eachMessage((pen, index, messages) => {
      const content = String(messages[index]?.content);
      pen.field(index, "content", content.slice(1), 1);
      pen.text("<e>");
    }, "");
    const derive = () => deriveFake(changing, [user("q"), assistant("abc")], { continues: "content" });
    expect(derive).toThrow("the template does not so print content, or changes it");
  });

  it("is refused where it does not continue its prompt", () => {
    const row = deriveFake(thinking("<assistant><think>"), [user("q"), assistant("a")], { continues: "content" });
    expect(verdicts(row)).toEqual(["refused:open-prompt"]);
    const other = deriveFake(thinking("<assistant>Well: "), [user("q"), assistant("a")], { continues: "content" });
    expect(verdicts(other)).toEqual(["refused:prompt-differs"]);
  });

  it("makes the turns before it neither better nor worse", () => {
    const messages = [user("q1"), assistant("a1"), user("q2"), assistant("a2")];
    const row = deriveFake(thinking("<assistant>"), messages, { continues: "content" });
    expect(verdicts(row)).toEqual(["exact", "exact:prefill"]);
    expect(trained(row.plan())).toEqual([["a1<e>", "a2"]]);
  });
});
