import type { Plugin } from "./contracts/plugin.ts";
import { all, emptyContainer, token } from "./container.ts";
import { DuplicateNameError } from "./errors/duplicate-name-error.ts";
import { UnknownNameError } from "./errors/unknown-name-error.ts";

/** What kinds of contributions there are, as errors and `turnwise plugins` call them. */
export type ContributionKind =
  | "family"
  | "mask"
  | "selector"
  | "BOS policy"
  | "label shift"
  | "model loader"
  | "tokenizer engine"
  | "template engine"
  | "data source"
  | "row adapter"
  | "reader"
  | "writer"
  | "packing strategy"
  | "trainer";

/** One contribution with the plug-in that it came from. */
export interface Registered<T> {
  readonly kind: ContributionKind;
  readonly name: string;
  readonly plugin: string;
  readonly value: T;
}

/** Contributions by kind and name. */
export interface Registry {
  readonly plugins: readonly Plugin[];
  /** In order of registration. */
  all<T>(kind: ContributionKind): readonly Registered<T>[];
  /** @throws {UnknownNameError} that lists the known names */
  get<T>(kind: ContributionKind, name: string): T;
}

/**
 * Registers what every plug-in contributes in a container of its own.
 *
 * @throws {DuplicateNameError} for a name that two plug-ins give to one kind; masks and selectors share their names
 */
export function createRegistry(plugins: readonly Plugin[]): Registry {
  const container = emptyContainer();
  const owners = new Map<string, string>();
  for (const plugin of plugins) {
    for (const { kind, name, value } of contributionsOf(plugin)) {
      const space = kind === "selector" ? "mask" : kind;
      const owner = owners.get(`${space}\0${name}`);
      if (owner !== undefined) throw new DuplicateNameError(kind, name, [owner, plugin.name]);
      owners.set(`${space}\0${name}`, plugin.name);
      const registered: Registered<unknown> = { kind, name, plugin: plugin.name, value };
      container.registerInstance(token<Registered<unknown>>(kind), registered);
    }
  }
  const registry: Registry = {
    plugins,
    all: <T>(kind: ContributionKind) => all(container, token<Registered<T>>(kind)),
    get<T>(kind: ContributionKind, name: string): T {
      const known = registry.all<T>(kind);
      const found = known.find((candidate) => candidate.name === name);
      if (found !== undefined) return found.value;
      throw new UnknownNameError(
        kind,
        name,
        known.map((candidate) => candidate.name),
      );
    },
  };
  return registry;
}

type Contribution = Omit<Registered<unknown>, "plugin">;

function contributionsOf(plugin: Plugin): readonly Contribution[] {
  return [
    ...named("family", plugin.families),
    ...keyed("mask", plugin.maskingStrategies),
    ...keyed("selector", plugin.selectors),
    ...named("BOS policy", plugin.bosPolicies),
    ...named("label shift", plugin.labelShifts),
    ...named("model loader", plugin.modelLoaders),
    ...named("tokenizer engine", plugin.tokenizerEngines),
    ...named("template engine", plugin.templateEngines),
    ...named("data source", plugin.dataSources),
    ...named("row adapter", plugin.rowAdapters),
    ...named("reader", plugin.readers),
    ...named("writer", plugin.writers),
    ...named("packing strategy", plugin.packingStrategies),
    ...named("trainer", plugin.trainers),
  ];
}

function named(kind: ContributionKind, values: readonly { readonly name: string }[] = []): readonly Contribution[] {
  return values.map((value) => ({ kind, name: value.name, value }));
}

function keyed(kind: ContributionKind, values: Readonly<Record<string, unknown>> = {}): readonly Contribution[] {
  return Object.entries(values).map(([name, value]) => ({ kind, name, value }));
}
