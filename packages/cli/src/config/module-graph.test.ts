import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { importModule } from "./import-module.ts";
import { moduleGraph } from "./module-graph.ts";

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "turnwise-modules-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const hash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

const LIBRARY = {
  "node_modules/some-library/package.json":
    '{"name": "some-library", "version": "1.2.3", "exports": {".": {"import": "./dist/index.js"}}}',
  "node_modules/some-library/dist/index.js": 'import "./inner.js"; export const it = 1;',
  "node_modules/some-library/dist/inner.js": "",
};

test("a module is made of the files that it reaches, and of versions of packages", async () => {
  const files = {
    "plugins/main.js": [
      'import { readFileSync } from "node:fs";',
      'import { it } from "some-library";',
      'import { help } from "../shared/help.js";',
      'export * from "./more.js";',
      '// import "./comment.js"',
      'const template = new URL("./template.jinja", import.meta.url);',
      "export default { help, it, template, readFileSync };",
    ].join("\n"),
    "plugins/more.js": 'export const more = () => import("./later.js");',
    "plugins/later.js": 'import "./main.js"; export const later = 1;',
    "plugins/template.jinja": "{{ x }}",
    "plugins/comment.js": "",
    "plugins/unrelated.js": "",
    "shared/help.js": "export const help = 1;",
  };
  const folder = folderWith({ ...files, ...LIBRARY });
  expect(await moduleGraph(join(folder, "plugins/main.js"))).toEqual({
    "main.js": hash(files["plugins/main.js"]),
    "more.js": hash(files["plugins/more.js"]),
    "later.js": hash(files["plugins/later.js"]),
    "template.jinja": hash(files["plugins/template.jinja"]),
    "../shared/help.js": hash(files["shared/help.js"]),
    "some-library": "1.2.3",
  });
});

test("TypeScript is followed as it is loaded: without extensions, .js for .ts, no types", async () => {
  const folder = folderWith({
    "main.ts": [
      'import { one } from "./one";',
      'import { two } from "./two.js";',
      'import type { Three } from "./three.ts";',
      'import { four } from "./folder";',
      "const three: Three = 3; export default <T>(given: T) => [one, two, three, four, given] as const;",
    ].join("\n"),
    "one.ts": "export const one = 1;",
    "two.ts": "export const two: number = 2;",
    "three.ts": "export type Three = number;",
    "folder/index.ts": "export const four = 4;",
  });
  const file = join(folder, "main.ts");
  expect(Object.keys(await moduleGraph(file)).toSorted()).toEqual(["folder/index.ts", "main.ts", "one.ts", "two.ts"]);
  const loaded = (await importModule(file)) as (given: string) => readonly unknown[];
  expect(loaded("x")).toEqual([1, 2, 3, 4, "x"]);
});

test("CommonJS is followed, too", async () => {
  const folder = folderWith({
    "main.cjs": 'module.exports = [require("./helper"), require("some-library"), require("node:fs").name];',
    "helper.js": "module.exports = 1;",
    "node_modules/some-library/package.json": '{"name": "some-library", "version": "1.2.3"}',
    "node_modules/some-library/index.js": "module.exports = 2;",
  });
  const file = join(folder, "main.cjs");
  expect(await importModule(file)).toEqual([1, 2, undefined]);
  expect(Object.keys(await moduleGraph(file)).toSorted()).toEqual(["helper.js", "main.cjs", "some-library"]);
});

test("what is not there is part of it, too", async () => {
  const folder = folderWith({ "main.js": 'export const optional = () => import("not-installed");' });
  expect(await moduleGraph(join(folder, "main.js"))).toMatchObject({ "not-installed": "not found" });
});
