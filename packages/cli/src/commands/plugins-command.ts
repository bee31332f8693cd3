import type { ContributionKind } from "@turnwise/core";
import type { CAC } from "cac";
import { style } from "../terminal/style.ts";
import { table } from "../terminal/table.ts";
import { switchOption, type GivenOptions } from "./options.ts";
import { openSession } from "./session.ts";

const KINDS: readonly ContributionKind[] = [
  "family",
  "mask",
  "selector",
  "BOS policy",
  "label shift",
  "model loader",
  "tokenizer engine",
  "template engine",
  "data source",
  "row adapter",
  "reader",
  "writer",
  "trainer",
  "packing strategy",
];

export function addPluginsCommand(program: CAC): void {
  program
    .command("plugins", "List the plug-ins and everything that they register")
    .option("--json", "Print JSON")
    .action(runPlugins);
}

async function runPlugins(given: GivenOptions): Promise<void> {
  const { turnwise, configFile } = await openSession(given);
  const { plugins, all } = turnwise.registry;
  const contributions = KINDS.flatMap((kind) => all<{ readonly description: string; readonly usage?: string }>(kind));
  if (switchOption(given, "json")) {
    const described = contributions.map(({ kind, name, plugin, value }) => ({
      kind,
      name,
      plugin,
      usage: value.usage ?? name,
      description: value.description,
    }));
    console.log(
      JSON.stringify({ config: configFile, plugins: plugins.map(describePlugin), contributions: described }, null, 2),
    );
    return;
  }
  const paint = style(process.stdout);
  console.log(table(plugins.map(({ name, version }) => [paint.bold(name), version])));
  for (const kind of KINDS) {
    const rows = contributions
      .filter((each) => each.kind === kind)
      .map(({ name, plugin, value }) => [value.usage ?? name, value.description, paint.dim(plugin)]);
    if (rows.length > 0) console.log(`\n${paint.bold(kind)}\n${table(rows, "  ")}`);
  }
  if (configFile !== null) console.log(`\nconfig: ${configFile}`);
}

function describePlugin({ name, version }: { readonly name: string; readonly version: string }): object {
  return { name, version };
}
