import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { root, temporaryFolder, type Run } from "./turnwise.ts";

/** A run on the disk, as it is then: options of `mount -t tmpfs`. */
export interface DiskStep {
  readonly options: string;
  readonly given: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A run, and the names of what was on the disk behind it. */
export interface DiskRun extends Run {
  readonly left: readonly string[];
}

/** A disk that is mounted for the steps alone: it is seen by nobody else, and gone with them. */
export interface SmallDisk {
  /** Where it is mounted. */
  readonly place: string;
  /** Where what it held in the end is copied to. */
  readonly copy: string;
  /** Runs Turnwise once a step. */
  run(...steps: readonly DiskStep[]): readonly DiskRun[];
}

const ALONE = process.getuid?.() === 0 ? ["--mount"] : ["--mount", "--user", "--map-root-user"];

/** Why this machine lets nobody mount a disk, or null. */
export function whyNoMount(): string | null {
  const { status, stderr, error } = spawnSync("unshare", [...ALONE, "mount", "-t", "tmpfs", "none", "/mnt"], {
    encoding: "utf8",
  });
  return status === 0 ? null : (error?.message ?? stderr.trim());
}

export function smallDisk(): SmallDisk {
  const folder = temporaryFolder();
  const [place, copy] = [join(folder, "disk"), join(folder, "copy")];
  mkdirSync(place);
  return {
    place,
    copy,
    run(...steps) {
      const plan = { place, copy, command: join(root, "packages/cli/bin/turnwise.mjs"), steps };
      const script = join(root, "test/fixtures/on-small-disk.mjs");
      const given = [...ALONE, process.execPath, script, JSON.stringify(plan)];
      const { status, stdout, stderr } = spawnSync("unshare", given, {
        cwd: root,
        encoding: "utf8",
        env: { ...process.env, NO_COLOR: "1" },
      });
      if (status !== 0) throw new Error(stderr);
      return JSON.parse(stdout) as readonly DiskRun[];
    },
  };
}
