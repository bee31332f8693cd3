import { expect, it } from "vitest";
import { JsonNumber } from "../json/json-number.ts";
import { contentNotText, unsupportedPart } from "./unreadable-content.ts";

const at = { message: 2, field: "content[1]" };

it("an unsupported part is named with its type and place", () => {
  expect(unsupportedPart("llama-4", { type: "image" }, at)).toMatchObject({
    code: "unsupported-part",
    message:
      'llama-4: message 2 has a content part of type "image" at content[1]; only text can be prepared. Leave the row out, or replace the part by text.',
    at,
  });
  for (const part of [7, null, [], {}, { type: 1 }]) {
    expect(unsupportedPart("llama-4", part, at).message).toContain("a content part without a type at content[1]");
  }
});

it("content that is no text is named with its kind and place", () => {
  expect(contentNotText("qwen-3", [], at)).toMatchObject({
    code: "content-not-text",
    message: "qwen-3: message 2 has a list at content[1], where text belongs. Write it as one text.",
    at,
  });
  const kinds = [undefined, null, true, 7, new JsonNumber("2.0"), {}, new Map()].map(
    (value) => / has (?<kind>.*) at /.exec(contentNotText("f", value, at).message)?.groups?.["kind"],
  );
  expect(kinds).toEqual(["nothing", "null", "true", "the number 7", "the number 2.0", "an object", "an object"]);
});
