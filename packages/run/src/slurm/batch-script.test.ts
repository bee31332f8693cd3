import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { batchScript } from "./batch-script.ts";

test("a shell hands the command its words as they were, whatever they hold", () => {
  const words = [
    "plain-1.2/3",
    "two words",
    "it's",
    '"',
    "$(touch broken)",
    "`x`",
    "*",
    "~",
    "",
    "\\n",
    "line\nbreak",
    "é",
    "%a",
  ];
  const folder = mkdtempSync(join(tmpdir(), "turnwise-script-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "work.sh");
  const print = "process.stdout.write(JSON.stringify(process.argv.slice(1)))";
  writeFileSync(path, batchScript("what it\ndoes", [process.execPath, "-e", print, "--", ...words]), { mode: 0o755 });
  expect(JSON.parse(execFileSync(path, { encoding: "utf8", cwd: folder }))).toEqual(words);
});

test("is read by people, too", () => {
  expect(batchScript("One task.", ["/usr/bin/node", "turnwise.mjs", "work", "--run", "/data/my run"])).toBe(
    "#!/bin/sh\n# One task.\nexec /usr/bin/node turnwise.mjs work --run '/data/my run'\n",
  );
});
