import { describe, expect, it } from "vitest";
import { nearest } from "./nearest.ts";
import { RowError } from "./row-error.ts";
import { TemplateError } from "./template-error.ts";
import { TurnwiseError } from "./turnwise-error.ts";
import { UnknownNameError } from "./unknown-name-error.ts";

describe("errors", () => {
  it("of the program and of the data are two kinds", () => {
    expect(new TemplateError("no")).toBeInstanceOf(RowError);
    expect(new UnknownNameError("mask", "x", [])).toBeInstanceOf(TurnwiseError);
    expect(new RowError("a", "b")).not.toBeInstanceOf(TurnwiseError);
  });

  it("keep code, place and cause", () => {
    const cause = new Error("why");
    expect(new TemplateError("no", { message: 2 }, { cause })).toMatchObject({
      name: "TemplateError",
      code: "template-error",
      message: "no",
      at: { message: 2 },
      cause,
    });
  });

  it("of an unknown name say so when nothing is known", () => {
    expect(new UnknownNameError("writer", "parquet", []).message).toBe('no writer "parquet". Known: none.');
  });
});

describe("nearest", () => {
  it.each([
    ["gema", ["llama", "gemma", "chatml"], "gemma"],
    ["GEMMA", ["gemma-3", "gemma"], "gemma"],
    ["last_assistant", ["assistant", "last-assistant"], "last-assistant"],
    ["ab", ["abcd"], "abcd"],
    ["ab", ["abcde"], undefined],
    ["prompt-len", ["prompt-length"], "prompt-length"],
    ["qwen", ["gemma", "llama"], undefined],
    ["x", [], undefined],
  ])("%s among %j", (name, known, expected) => expect(nearest(name, known)).toBe(expected));
});
