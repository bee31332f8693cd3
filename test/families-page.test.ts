import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root, turnwise } from "./support/turnwise.ts";

interface Family {
  readonly plugin: string;
  readonly name: string;
  readonly templateHashes: readonly string[];
}

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

const families = JSON.parse(turnwise("families", "--json").stdout) as readonly Family[];
const plugins = [...new Set(families.map(({ plugin }) => plugin))];

describe("docs/families.md", () => {
  it("is what scripts/families-page.mjs would write", () => {
    const { stdout, status } = spawnSync(process.execPath, ["scripts/families-page.mjs", "--print"], {
      cwd: root,
      encoding: "utf8",
    });
    expect(status).toBe(0);
    expect(read("docs/families.md"), "run `pnpm build && node scripts/families-page.mjs`").toBe(stdout);
  });

  it("names every family, and every hash", () => {
    const page = read("docs/families.md");
    expect(families.length).toBeGreaterThan(20);
    for (const { name, templateHashes } of families) {
      for (const part of [`### ${name}\n`, ...templateHashes]) expect(page).toContain(part);
    }
  });
});

describe("the README of a plug-in with families", () => {
  it.each(plugins)("%s lists them and the hashes of their templates, and no others", (plugin) => {
    const readme = read(`packages/${plugin.replace("@turnwise/", "")}/README.md`);
    const own = families.filter((family) => family.plugin === plugin);
    const rows = readme.split("\n").filter((line) => line.startsWith("| `"));
    const listed = rows.map((row) => ({
      name: /^\| `(?<name>[^`]+)`/.exec(row)?.groups?.["name"] ?? "",
      hashes: [...row.matchAll(/`(?<start>[0-9a-f]{8})…`/g)].map(({ groups }) => groups?.["start"] ?? "").toSorted(),
    }));
    expect(listed.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(
      own
        .map(({ name, templateHashes }) => ({
          name,
          hashes: templateHashes.map((hash) => hash.slice(0, 8)).toSorted(),
        }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    );
  });
});
