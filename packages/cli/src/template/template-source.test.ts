import { createHash } from "node:crypto";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isModel, readTemplateFile } from "./template-source.ts";
import { filesInFolder } from "./testing-files.fixture.ts";

const template = "{{ bos_token }}\r\n{{ messages }}";
const hash = createHash("sha256").update(template, "utf8").digest("hex");

test("a file of Jinja is read byte for byte", () => {
  const place = join(filesInFolder({ "a.jinja": `\uFEFF${template}` }), "a.jinja");
  expect(readTemplateFile(place)).toMatchObject({ place, template: { text: `\uFEFF${template}` }, specialTokens: {} });
});

test("a tokenizer_config.json gives special tokens, too", () => {
  const config = {
    bos_token: "<b>",
    eos_token: { content: "<e>", lstrip: false },
    pad_token: null,
    chat_template: template,
  };
  const place = join(filesInFolder({ "tokenizer_config.json": JSON.stringify(config) }), "tokenizer_config.json");
  expect(readTemplateFile(place)).toEqual({
    place,
    template: { text: template, hash },
    specialTokens: { bos_token: "<b>", eos_token: "<e>" },
  });
});

test("of named templates it is the default", () => {
  const named = [
    { name: "tool_use", template: "x" },
    { name: "default", template },
  ];
  const folder = filesInFolder({
    "a/tokenizer_config.json": JSON.stringify({ chat_template: named }),
    "b/tokenizer_config.json": JSON.stringify({ chat_template: named.slice(0, 1) }),
    "c/tokenizer_config.json": "{}",
  });
  expect(readTemplateFile(join(folder, "a")).template.text).toBe(template);
  expect(() => readTemplateFile(join(folder, "b"))).toThrow(/templates are tool_use, and none is the default/);
  expect(() => readTemplateFile(join(folder, "c"))).toThrow(/has no chat_template/);
});

test("a folder with a tokenizer is a model, and so is what is not on this disk", () => {
  const folder = filesInFolder({ "model/tokenizer.json": "{}", "bare/chat_template.jinja": template, "none/x": "" });
  expect(isModel(join(folder, "model"))).toBe(true);
  expect(isModel("org/name")).toBe(true);
  expect(isModel(join(folder, "bare"))).toBe(false);
  expect(readTemplateFile(join(folder, "bare")).template.text).toBe(template);
  expect(() => readTemplateFile(join(folder, "none"))).toThrow(/Name the file of the template/);
});
