import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openSlurm, type Slurm } from "./slurm.ts";

/** A Slurm whose commands are these scripts. */
function slurmOf(
  commands: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
): Slurm {
  const folder = mkdtempSync(join(tmpdir(), "turnwise-commands-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(commands)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  }
  return openSlurm({ PATH: `${folder}${delimiter}/usr/bin${delimiter}/bin`, ...environment });
}

test("a job's number may have a cluster's name behind it", async () => {
  await expect(slurmOf({ sbatch: "echo '12;west'" }).submit([], "work.sh")).resolves.toBe("12");
  await expect(slurmOf({ sbatch: "echo Submitted" }).submit([], "work.sh")).rejects.toThrow(/"Submitted"/);
});

test("flags stand before the script", async () => {
  const slurm = slurmOf({ sbatch: '[ "$*" = "--parsable --mem=1G work.sh" ] && echo 3' });
  await expect(slurm.submit(["--mem=1G"], "work.sh")).resolves.toBe("3");
});

test("what Slurm told a job about itself is not told to the next", async () => {
  const inherited = {
    SLURM_ARRAY_TASK_ID: "5",
    SLURM_CPUS_PER_TASK: "2",
    SLURM_CONF: "/etc/slurm.conf",
    SBATCH_PARTITION: "cpu",
  };
  const sbatch =
    '[ -z "$SLURM_ARRAY_TASK_ID$SLURM_CPUS_PER_TASK" ] && [ "$SLURM_CONF$SBATCH_PARTITION" = /etc/slurm.confcpu ] && echo 4';
  await expect(slurmOf({ sbatch }, inherited).submit([], "work.sh")).resolves.toBe("4");
});

test("faults are told in Slurm's words", async () => {
  const words = "sbatch: error: Batch job submission failed: Invalid partition name specified";
  await expect(slurmOf({ sbatch: `echo '${words}' >&2; exit 1` }).submit([], "work.sh")).rejects.toMatchObject({
    code: "slurm-failed",
    message: expect.stringContaining("Invalid partition name specified"),
  });
});

test("a machine without Slurm is told of", async () => {
  await expect(openSlurm({ PATH: "/nonexistent" }).maxArraySize()).rejects.toMatchObject({
    code: "slurm-missing",
    message: expect.stringMatching(/scontrol is not on this machine.*--dry-run/),
  });
});

test("the largest array is asked for", async () => {
  const printed =
    "Configuration data as of 2026-11-22T21:54:31\nMaxArraySize            = 1001\nMaxDBDMsgs              = 20016";
  await expect(slurmOf({ scontrol: `echo '${printed}'` }).maxArraySize()).resolves.toBe(1001);
});
