import type { LoadableOutput } from "@turnwise/core";
import { expect, test } from "vitest";
import plugin from "../index.ts";

const OUTPUT: LoadableOutput = { packed: false, weighted: false, folder: "out", capacity: null, validation: false };
const PACKED: LoadableOutput = { ...OUTPUT, packed: true, capacity: 512 };
const trainers = (plugin.trainers ?? []).map((trainer) => ({
  name: trainer.name,
  snippet: (output: Partial<LoadableOutput>) =>
    trainer.snippet({ ...(trainer.packing === "required" ? PACKED : OUTPUT), ...output }),
}));

/** The folder of `datasets` has its parts inside. */
const NAMES_PARTS = trainers.filter(({ name }) => name !== "llamafactory");
const UNPACKED = trainers.filter(({ name }) => name === "trl" || name.startsWith("torchtune"));

test.each(trainers)("the lines for $name load the part for training", ({ snippet }) => {
  expect(snippet({})).toMatchSnapshot();
  expect(snippet({})).not.toMatch(/validation|eval/);
});

test.each(trainers)("the lines for $name load both parts where there are two", ({ snippet }) => {
  expect(snippet({ validation: true })).toMatchSnapshot();
});

test.each(NAMES_PARTS)("the lines for $name name both parts", ({ snippet }) => {
  expect(snippet({ validation: true })).toMatch(/validation-\*|part: validation in it|"validation"/);
});

test.each(UNPACKED)("the lines for $name are others for packed rows", ({ snippet }) => {
  expect(snippet({ ...PACKED, validation: true })).toMatchSnapshot();
});
