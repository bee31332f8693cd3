import type { LoadableOutput } from "@turnwise/core";
import { describe, expect, test } from "vitest";
import plugin from "../index.ts";

const OUTPUT: LoadableOutput = { packed: false, weighted: false, folder: "out", capacity: null, validation: false };
const PACKED: LoadableOutput = { ...OUTPUT, packed: true, capacity: 512 };
const trainers = (plugin.trainers ?? []).map((trainer) => ({
  name: trainer.name,
  snippet: (output: Partial<LoadableOutput>) =>
    trainer.snippet({ ...(trainer.packing === "required" ? PACKED : OUTPUT), ...output }),
}));

describe.each(trainers)("the lines for $name", ({ name, snippet }) => {
  test("load the part for training", () => {
    expect(snippet({})).toMatchSnapshot();
    expect(snippet({})).not.toMatch(/validation|eval/);
  });

  test("load both parts where there are two", () => {
    expect(snippet({ validation: true })).toMatchSnapshot();
    // The folder of datasets has its parts inside.
    if (name !== "llamafactory")
      expect(snippet({ validation: true })).toMatch(/validation-\*|part: validation in it|"validation"/);
  });
});

test("packed rows have lines of their own where that matters", () => {
  for (const { name, snippet } of trainers) {
    if (name === "trl" || name.startsWith("torchtune")) {
      expect(snippet({ ...PACKED, validation: true }), name).toMatchSnapshot();
    }
  }
});
