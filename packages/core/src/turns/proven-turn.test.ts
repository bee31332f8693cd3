import { describe, expect, it } from "vitest";
import { assistant, deriveFake, eachMessage, plainTemplate, user, verdicts } from "./fake-template.fixture.ts";

const chat = [user("q1"), assistant("a1"), user("q2"), assistant("a2")];

describe("a turn that the one rendering proves", () => {
  it("takes no rendering besides, and asks for the one that ends with it only where it is wanted", () => {
    const row = deriveFake(plainTemplate, chat, { traced: true });
    expect(verdicts(row)).toEqual(["exact", "exact"]);
    expect(row.turns.map(({ proof, lost, own }) => [proof, lost, own?.text, own?.stop])).toEqual([
      ["one-render", [], "a1<e>", "<e>"],
      ["one-render", [], "a2<e>", "<e>"],
    ]);
    expect(row.renderings()).toBe(0);
    expect(row.turns[0]?.own?.plain.slice(0)).toBe("<s><user>q1<e>\n<assistant>a1<e>\n");
  });

  /** Prints of an answer whether a message follows. */
  const looksAhead = eachMessage((pen, index, messages) => {
    const { role, content } = messages[index] ?? user("");
    pen.text(`<${role}>`);
    pen.field(index, "content", String(content));
    pen.text(role === "assistant" && index + 1 < messages.length ? " (more)<e>" : "<e>");
  }, "<assistant>");

  it("is none that was printed with a look at later messages", () => {
    const row = deriveFake(looksAhead, chat, { traced: true, reach: [0, 2, 2, Infinity] });
    expect(verdicts(row)).toEqual(["split:body", "exact"]);
  });

  it("is none whose stop token the next message prints", () => {
    const borrowed = eachMessage((pen, index, messages) => {
      if (index > 0) pen.text("<e>");
      pen.text(`<${messages[index]?.role}>`);
      pen.field(index, "content", String(messages[index]?.content));
    }, "<e><assistant>");
    const row = deriveFake(borrowed, chat, { traced: true });
    expect(verdicts(row)).toEqual(["exact", "exact:end-appended"]);
    expect(row.turns.map(({ own }) => own?.appended)).toEqual(["<e>", "<e>"]);
  });
});
