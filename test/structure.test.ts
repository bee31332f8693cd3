import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** A package may use those of layers before its own. */
const LAYERS: readonly (readonly string[])[] = [
  ["core", "jinja"],
  ["gemma", "llama", "chatml", "bpe", "data", "hub", "testkit"],
  ["transformers"],
  ["run"],
  ["viewer"],
  ["cli"],
];
/** Hand-written renderers, which use nothing but core. */
const FAMILIES = ["gemma", "llama", "chatml"];
/** What runs in a browser. */
const BROWSER = ["core", "jinja", ...FAMILIES];

const root = new URL("../", import.meta.url);
const packages = readdirSync(new URL("packages/", root)).filter((name) =>
  existsSync(new URL(`packages/${name}/package.json`, root)),
);

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

interface Import {
  readonly file: string;
  readonly from: string;
}

function manifestOf(name: string): Manifest {
  return JSON.parse(readFileSync(new URL(`packages/${name}/package.json`, root), "utf8")) as Manifest;
}

/** What the shipped sources of a package import; tests and their fixtures may import what they like. */
function importsOf(name: string): readonly Import[] {
  const folder = new URL(`packages/${name}/src/`, root);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|fixture)\.tsx?$/.test(file))
    .flatMap((file) =>
      ts
        .preProcessFile(readFileSync(new URL(file, folder), "utf8"), true, true)
        .importedFiles.map(({ fileName }) => ({ file: `packages/${name}/src/${file}`, from: fileName })),
    );
}

const imports = new Map(packages.map((name) => [name, importsOf(name)]));
const folderOf = new Map(packages.map((name) => [manifestOf(name).name, name]));

function importsThat(matches: (from: string) => boolean, within: readonly string[]): readonly string[] {
  return within.flatMap((name) =>
    (imports.get(name) ?? []).filter(({ from }) => matches(from)).map(({ file, from }) => `${file} imports ${from}`),
  );
}

/** `@scope/name` or `name` of an import, null for relative ones. */
function packageOf(from: string): string | null {
  return from.startsWith(".") ? null : (/^(?:@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? null);
}

function isOfNode(from: string): boolean {
  return from.startsWith("node:") || builtinModules.includes(from);
}

function layerOf(name: string): number {
  return LAYERS.findIndex((layer) => layer.includes(name));
}

describe("the structure of the packages", () => {
  it("is read: every package has sources, and core is used", () => {
    expect(packages).toEqual(expect.arrayContaining(BROWSER));
    expect(packages.filter((name) => imports.get(name)?.length === 0)).toEqual([]);
    expect(importsThat((from) => from === "@turnwise/core", FAMILIES)).not.toHaveLength(0);
  });

  it("tsyringe is known to the container alone", () => {
    const files = importsThat((from) => ["tsyringe", "reflect-metadata"].includes(from), packages);
    expect(files.toSorted()).toEqual([
      "packages/core/src/container.ts imports tsyringe",
      "packages/core/src/container.ts imports tsyringe",
      "packages/core/src/polyfill.ts imports reflect-metadata",
    ]);
  });

  it("what runs in a browser imports nothing of Node", () => {
    expect(importsThat(isOfNode, BROWSER)).toEqual([]);
  });

  it("families import nothing but core", () => {
    expect(importsThat((from) => !from.startsWith(".") && from !== "@turnwise/core", FAMILIES)).toEqual([]);
    const declared = FAMILIES.map((name) => Object.keys(manifestOf(name).dependencies ?? {}));
    expect(declared).toEqual(FAMILIES.map(() => ["@turnwise/core"]));
  });

  it("arrows between packages point one way", () => {
    expect(packages.filter((name) => layerOf(name) < 0)).toEqual([]);
    const arrows = packages.flatMap((name) => {
      const { dependencies, peerDependencies } = manifestOf(name);
      const declared = Object.keys({ ...dependencies, ...peerDependencies });
      const imported = (imports.get(name) ?? []).map(({ from }) => packageOf(from) ?? "");
      const used = new Set([...declared, ...imported].flatMap((each) => folderOf.get(each) ?? []));
      return [...used].map((each) => [name, each] as const);
    });
    expect(arrows).toContainEqual(["cli", "core"]);
    expect(arrows.filter(([from, to]) => layerOf(to) >= layerOf(from))).toEqual([]);
  });

  it("a package imports what its package.json declares, and other packages by their names", () => {
    const undeclared = packages.flatMap((name) => {
      const { dependencies, peerDependencies } = manifestOf(name);
      const declared = new Set(Object.keys({ ...dependencies, ...peerDependencies }));
      return importsThat(
        (from) => {
          const wanted = packageOf(from);
          return wanted !== null && !isOfNode(from) && !declared.has(wanted);
        },
        [name],
      );
    });
    expect(undeclared).toEqual([]);
    const outside = packages.flatMap((name) =>
      (imports.get(name) ?? []).filter(({ file, from }) => {
        const source = fileURLToPath(new URL(`packages/${name}/src/`, root));
        return from.startsWith(".") && !fileURLToPath(new URL(from, new URL(file, root))).startsWith(source);
      }),
    );
    expect(outside).toEqual([]);
  });

  it("an index names what it exports of its own package", () => {
    const stars = packages.filter((name) => {
      const index = new URL(`packages/${name}/src/index.ts`, root);
      return existsSync(index) && /^export \* from "\./m.test(readFileSync(index, "utf8"));
    });
    expect(stars).toEqual([]);
  });
});
