import type { ModelFamily } from "@turnwise/core";
import type { CAC } from "cac";
import { style } from "../terminal/style.ts";
import { table } from "../terminal/table.ts";
import { switchOption, type GivenOptions } from "./options.ts";
import { openSession } from "./session.ts";

export function addFamiliesCommand(program: CAC): void {
  program
    .command("families", "List the model families, what each can express, and where it comes from")
    .option("--json", "Print JSON")
    .action(runFamilies);
}

async function runFamilies(given: GivenOptions): Promise<void> {
  const { turnwise } = await openSession(given);
  const families = turnwise.registry.all<ModelFamily>("family");
  if (switchOption(given, "json")) {
    const described = families.map(({ plugin, value: { renderer: _renderer, ...family } }) => ({ plugin, ...family }));
    console.log(JSON.stringify(described, null, 2));
    return;
  }
  const paint = style(process.stdout);
  const head = ["family", "system", "reasoning", "tools", "templates", "plug-in", "what"].map((name) =>
    paint.bold(name),
  );
  const rows = families.map(({ name, plugin, value }) => [
    name,
    value.system,
    value.reasoningInHistory,
    value.tools ? "yes" : "no",
    String(value.templateHashes.length),
    plugin,
    value.description,
  ]);
  console.log(table([head, ...rows]));
  console.log("\nA model is recognised by the SHA-256 of its chat template; --json lists the hashes.");
}
