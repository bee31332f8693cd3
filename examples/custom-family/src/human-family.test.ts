import { readFileSync } from "node:fs";
import { testModelFamily, type RenderCase } from "@turnwise/testkit";
import { human } from "./human-family.ts";

const rendered = JSON.parse(readFileSync(new URL("rendered.json", import.meta.url), "utf8")) as {
  readonly hash: string;
  readonly cases: readonly RenderCase[];
};
testModelFamily(human, {
  references: [{ name: "template.jinja", hash: rendered.hash, cases: rendered.cases, turns: [] }],
});
