import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * What a module is made of: of each file that importing it may reach its SHA-256 (the first 16 hex digits), of each package its
 * version. Files are named as seen from the module's folder, packages by their names.
 */
export type ModuleGraph = Readonly<Record<string, string>>;

/**
 * Follows the imports of a module, static and dynamic, in JavaScript (of both kinds) and TypeScript, as far as they can be read without running
 * it; also `new URL("./file", import.meta.url)`, by which modules name the files that they read. Imports of types alone are left out.
 */
export async function moduleGraph(entry: string): Promise<ModuleGraph> {
  const [importsOf, resolveFrom] = await Promise.all([importLexer(), importResolver()]);
  const graph: Record<string, string> = {};
  const files = [entry];
  const add = (file: string): void => {
    if (!files.includes(file)) files.push(file);
  };
  for (const file of files) {
    const bytes = readFileSync(file);
    graph[relative(dirname(entry), file).split(sep).join("/")] = createHash("sha256")
      .update(bytes)
      .digest("hex")
      .slice(0, 16);
    if (!IS_CODE.test(file)) continue;
    const text = bytes.toString("utf8");
    for (const specifier of importsOf(text, file)) {
      if (isBuiltin(specifier)) continue;
      const found = resolveFrom(specifier, file);
      const owner = found === null || !IS_PACKAGE.test(specifier) ? null : packageOf(found);
      if (owner !== null) graph[owner.name] = owner.version;
      else if (found === null) graph[specifier] = "not found";
      else add(found);
    }
    for (const [, , path = ""] of text.matchAll(FILE_BESIDE)) {
      const beside = resolve(dirname(file), path);
      if (existsSync(beside)) add(beside);
    }
  }
  return graph;
}

const IS_CODE = /\.[cm]?[jt]sx?$/;
/** No path, no URL, no `#import` of a package's own. */
const IS_PACKAGE = /^(?![./#]|file:|[a-zA-Z]:[\\/])/;
const REQUIRED = /\brequire\(\s*(["'`])([^"'`$\n]+)\1\s*\)/g;
const FILE_BESIDE = /new URL\(\s*(["'`])(\.{1,2}\/[^"'`$]+)\1\s*,\s*import\.meta\.url\s*\)/g;

async function importLexer(): Promise<(text: string, file: string) => readonly string[]> {
  const { init, parse } = await import("es-module-lexer");
  await init;
  return (text, file) => {
    const [imports, , , isModule] = parse(text, file);
    const named = imports.flatMap((each) =>
      each.specifier === null || each.specifier === undefined || ("typeOnly" in each && each.typeOnly)
        ? []
        : [each.specifier],
    );
    return isModule ? named : [...named, ...[...text.matchAll(REQUIRED)].map(([, , specifier = ""]) => specifier)];
  };
}

/** Node's rules, and those by which TypeScript is loaded: without extensions, `.js` for `.ts`. */
async function importResolver(): Promise<(specifier: string, from: string) => string | null> {
  const { createJiti } = await import("jiti");
  const jiti = createJiti(import.meta.url);
  return (specifier, from) => {
    const found = jiti.esmResolve(specifier, { parentURL: pathToFileURL(from), try: true });
    if (found === undefined) return null;
    const path = found.startsWith("file:") ? fileURLToPath(found) : found;
    return existsSync(path) ? path : null;
  };
}

interface Package {
  readonly name: string;
  readonly version: string;
}

/** The package that a file is of: the nearest package.json upward with a name and a version. */
function packageOf(file: string): Package | null {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, "package.json");
    if (!existsSync(path)) continue;
    const { name, version }: Partial<Package> = JSON.parse(readFileSync(path, "utf8")) as Partial<Package>;
    if (name !== undefined && version !== undefined) return { name, version };
  }
  return null;
}
