import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** A job, or a task of an array, as squeue tells it. */
export interface ClusterJob {
  /** Of itself, also where it is one of an array. */
  readonly id: string;
  readonly array: string;
  readonly task: string;
  readonly state: string;
  readonly node: string;
}

/** A Slurm of two nodes on the loopback address. */
export class SlurmCluster {
  readonly #folder: string;
  readonly environment: Readonly<Record<string, string>>;

  /** Installs Slurm if it is missing, and starts it. @throws if it does not come up */
  constructor(folder: string, maxArraySize: number) {
    this.#folder = folder;
    this.environment = { SLURM_CONF: join(folder, "slurm.conf") };
    mkdirSync(folder, { recursive: true });
    execFileSync(script("start-slurm.sh"), [folder, String(maxArraySize)], { stdio: ["ignore", "inherit", "inherit"] });
  }

  stop(): void {
    spawnSync(script("stop-slurm.sh"), [this.#folder], { stdio: "inherit" });
  }

  ask(command: string, ...given: readonly string[]): string {
    return execFileSync(command, given, { encoding: "utf8", env: { ...process.env, ...this.environment } });
  }

  jobs(): readonly ClusterJob[] {
    const lines = this.ask("squeue", "--noheader", "--array", "--states=all", "--format=%A|%F|%K|%T|%N").split("\n");
    return lines.filter(Boolean).map((line) => {
      const [id = "", array = "", task = "", state = "", node = ""] = line.split("|");
      return { id, array, task, state, node };
    });
  }

  /** Forgets the jobs of before: none is left running. */
  async clear(): Promise<void> {
    spawnSync("scancel", ["--user=root"], { env: { ...process.env, ...this.environment } });
    await until(() => this.jobs().every(({ state }) => !["PENDING", "RUNNING", "COMPLETING"].includes(state)));
  }

  /** Ends a node as a crash would: its daemon, what watches over its jobs, and their processes, at once. */
  crash(node: string): void {
    const jobs = this.jobs().filter((job) => job.state === "RUNNING" && job.node === node);
    const daemon = Number(readFileSync(join(this.#folder, `run/slurmd-${node}.pid`), "utf8"));
    const theirs = processes().filter(
      ({ command, environment }) =>
        jobs.some(({ id }) => command.startsWith(`slurmstepd: [${id}.batch]`)) ||
        environment.includes(`SLURMD_NODENAME=${node}`),
    );
    for (const pid of [daemon, ...theirs.map((each) => each.pid)]) process.kill(pid, "SIGKILL");
  }

  async restart(node: string): Promise<void> {
    execFileSync("slurmd", ["-f", join(this.#folder, "slurm.conf"), "-N", node]);
    await until(() => this.ask("sinfo", "--noheader", "--format=%T %D").trim() === "idle 2");
  }
}

/** The process of Node.js that does a task of an array. @throws if there is none */
export function processOfTask(run: string, task: number): number {
  const found = processes().find(
    ({ command, environment }) =>
      command.includes(" work --run ") && command.includes(run) && environment.includes(`SLURM_ARRAY_TASK_ID=${task}`),
  );
  if (found === undefined) throw new Error(`no process does task ${task} of ${run}`);
  return found.pid;
}

/** Waits until something holds. @throws after a minute and a half */
export async function until(holds: () => boolean): Promise<void> {
  const start = Date.now();
  while (!holds()) {
    if (Date.now() - start > 90_000) throw new Error(`it does not come true: ${holds.toString()}`);
    await sleep(50);
  }
}

interface Process {
  readonly pid: number;
  readonly command: string;
  readonly environment: readonly string[];
}

function processes(): readonly Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        return [{ pid: Number(name), command, environment: readFileSync(`/proc/${name}/environ`, "utf8").split("\0") }];
      } catch {
        return []; // it has ended since
      }
    });
}

function script(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
