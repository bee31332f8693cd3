import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashes } from "./support/hashes.ts";
import { manyRows } from "./support/many-rows.ts";
import { smallDisk, whyNoMount } from "./support/small-disk.ts";
import { modelDirectory, root, temporaryFolder, turnwise } from "./support/turnwise.ts";

const noMount = whyNoMount();
if (noMount !== null) console.info(`test/disk.test.ts skips what needs a disk of its own: ${noMount}`);

const ROOM = "rw,size=200m,nr_inodes=0";
let folder: string;
let file: string;
let undisturbed: Readonly<Record<string, string>>;
/** What a run needs, in bytes and in files and folders. */
let needed: { readonly bytes: number; readonly files: number };

function flags(out: string, ...more: readonly string[]): readonly string[] {
  const given = ["prepare", file, "--model", modelDirectory("qwen3"), "--out", out, "--workers", "2"];
  return [...given, "--split-size", "25000", "--pack", "512", "--validation", "0.1", ...more];
}

function need(...folders: readonly string[]): typeof needed {
  const paths = folders.flatMap((each) =>
    readdirSync(each, { recursive: true }).map((name) => join(each, String(name))),
  );
  const files = paths.map((path) => statSync(path)).filter((found) => found.isFile());
  const pages = files.map(({ size }) => Math.ceil(size / 4096));
  return { bytes: 4096 * pages.reduce((sum, each) => sum + each, 0), files: paths.length };
}

beforeAll(() => {
  process.env["TURNWISE_CACHE"] = join(root, ".cache/test-tokenizers");
  folder = mkdtempSync(join(tmpdir(), "turnwise-disk-"));
  file = join(folder, "rows.jsonl");
  writeFileSync(file, `${manyRows(200).join("\n")}\n`);
  const out = join(folder, "out");
  const { code, stderr } = turnwise(...flags(out));
  if (code !== 0) throw new Error(stderr);
  undisturbed = hashes(out);
  needed = need(out, `${out}.work`);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(noMount !== null)("a disk that is full", () => {
  test.each([0.3, 0.6, 0.85])("when it holds %d of what is needed, loses nothing", (share) => {
    const disk = smallDisk();
    const out = join(disk.place, "out");
    const size = `size=${Math.round((share * needed.bytes) / 1024)}k`;
    const [first, second] = disk.run({ options: size, given: flags(out) }, { options: ROOM, given: flags(out) });
    expect(first?.code).toBe(3);
    expect(first?.stderr).toMatch(/^error cannot write \S+: the disk is full\. Make room there, or name a folder/m);
    expect(first?.left.filter((name) => !name.startsWith("out.work"))).toEqual([]);
    expect(first?.left.filter((name) => name.startsWith("out.work/attempts/"))).toEqual([]);
    expect(second?.code).toBe(0);
    expect(hashes(join(disk.copy, "out"))).toEqual(undisturbed);
  });

  test.each([7, 9, 14, 0.9])("when it takes %d files (below 1: of those needed), says so", (files) => {
    const disk = smallDisk();
    const out = join(disk.place, "out");
    const inodes = `size=200m,nr_inodes=${files < 1 ? Math.round(files * needed.files) : files}`;
    const [first, second] = disk.run({ options: inodes, given: flags(out) }, { options: ROOM, given: flags(out) });
    expect(first?.code).toBe(3);
    expect(first?.stderr).toMatch(/^error cannot write \S+: the disk is full\. Make room there, or name a folder/m);
    expect(first?.left.filter((name) => !name.startsWith("out.work"))).toEqual([]);
    expect(second?.code).toBe(0);
    expect(hashes(join(disk.copy, "out"))).toEqual(undisturbed);
  });

  test("keeps the work that lies on another", () => {
    const disk = smallDisk();
    const given = flags(join(disk.place, "out"), "--work", join(folder, "kept"));
    const [first, second] = disk.run({ options: "size=16k", given }, { options: ROOM, given });
    expect(first).toMatchObject({ code: 3, left: [] });
    expect(first?.stderr).toContain(`What was done is kept in ${join(folder, "kept")}: the same command goes on from`);
    expect(second?.stdout).toMatch(/ (\d+) of \1 pieces of the input done before/);
    expect(hashes(join(disk.copy, "out"))).toEqual(undisturbed);
  });
});

describe.skipIf(noMount !== null)("a disk that is read-only", () => {
  const READ_ONLY = /^error cannot write (\S+): the file system is read-only\. Name a folder elsewhere\.$/m;

  test("is named, and nothing is written elsewhere", () => {
    const disk = smallDisk();
    const elsewhere = join(folder, "elsewhere");
    const runs = disk.run(
      { options: "ro", given: flags(join(disk.place, "deep/out")) },
      { options: "ro", given: flags(join(elsewhere, "out"), "--work", join(disk.place, "work")) },
      {
        options: "ro",
        given: ["plan", ...flags(join(elsewhere, "out")).slice(1, -8), "--run", join(disk.place, "run")],
      },
      { options: ROOM, given: flags(join(disk.place, "out")) },
    );
    const named = ["deep/out", "work/spool", "run/spool"].map((name) => join(disk.place, name));
    expect(runs.slice(0, 3).map(({ code }) => code)).toEqual([3, 3, 3]);
    expect(runs.slice(0, 3).map(({ stderr }) => READ_ONLY.exec(stderr)?.[1])).toEqual(named);
    expect(existsSync(join(elsewhere, "out"))).toBe(false);
    expect(runs[3]?.code).toBe(0);
    expect(hashes(join(disk.copy, "out"))).toEqual(undisturbed);
  });

  test("holds an output that is done, and replaces nothing", () => {
    const disk = smallDisk();
    const given = flags(join(disk.place, "out"));
    const runs = disk.run(
      { options: ROOM, given },
      { options: "ro", given },
      { options: "ro", given: [...given, "--mask", "all", "--overwrite"] },
    );
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 3]);
    expect(runs[1]?.stdout).toMatch(/^nothing to do/);
    expect(runs[2]?.stderr).toMatch(READ_ONLY);
    expect(hashes(join(disk.copy, "out"))).toEqual(undisturbed);
  });

  test("takes no copy of standard input", () => {
    const disk = smallDisk();
    const given = ["prepare", "-", ...flags(join(folder, "piped")).slice(2)];
    const [run] = disk.run({ options: "ro", given, env: { TMPDIR: disk.place } });
    expect(run?.code).toBe(3);
    expect(run?.stderr).toMatch(/^error cannot write a temporary copy of the input into .*TMPDIR\.$/m);
  });
});

describe.skipIf(process.platform === "win32")("without a disk of its own", () => {
  test("a file that grows beyond a limit is named", () => {
    const out = join(temporaryFolder(), "out");
    const given = [process.execPath, join(root, "packages/cli/bin/turnwise.mjs"), ...flags(out)];
    const { status, stderr } = spawnSync("sh", ["-c", 'ulimit -f 16; exec "$@"', "sh", ...given], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    });
    expect(status).toBe(3);
    expect(stderr).toMatch(/^error cannot write \S+: the file is larger than the file system or a limit/m);
    expect(readdirSync(dirname(out)).filter((name) => name !== "out.work")).toEqual([]);
    expect(turnwise(...flags(out)).code).toBe(0);
    expect(hashes(out)).toEqual(undisturbed);
  });

  // Root may write everywhere; the read-only disk above shows the same.
  test.skipIf(process.getuid?.() === 0)("a folder of somebody else's is named", () => {
    const locked = join(temporaryFolder(), "locked");
    mkdirSync(locked, { mode: 0o555 });
    expect(turnwise(...flags(join(locked, "out")))).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(`cannot write ${join(locked, "out")}: permission denied. Name a folder that`),
    });
  });
});
