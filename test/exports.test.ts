import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const packages = readdirSync("packages").map((folder) => {
  const { name } = JSON.parse(readFileSync(`packages/${folder}/package.json`, "utf8")) as { readonly name: string };
  return { folder, name };
});

// A new export, or one that is gone, shows in review as one line.
test.each(packages)("$name exports what exports/$folder.txt lists", async ({ folder, name }) => {
  const names = Object.keys((await import(name)) as object).toSorted();
  await expect(`${names.join("\n")}\n`).toMatchFileSnapshot(`exports/${folder}.txt`);
});
