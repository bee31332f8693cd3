import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface ReferenceRequest {
  readonly suite: "contents" | "generated" | "rendered";
  readonly model: string;
  readonly chunk?: number;
  readonly cases: string;
  readonly answers: string;
  /** `contents`: JSONL, unpacked. */
  readonly rows?: string;
  /** `rendered`: control tokens besides the special ones. */
  readonly control?: readonly string[];
  /** `rendered`: a tokenizer.json of its own. */
  readonly tokenizer?: string;
}

export interface ReferenceResponse {
  /** Of processor time. */
  readonly seconds: number;
  readonly texts: number;
  readonly classes: Readonly<Record<string, ClassCounts>>;
  readonly tokenizers: string;
  readonly sha256: string | null;
  /** No chunk follows. */
  readonly last: boolean;
}

export interface ClassCounts {
  readonly texts: number;
  readonly bytes: number;
  readonly over1kB: number;
  readonly straddled: number;
}

/** answer.py, which answers one request after the other. */
export interface ReferenceProcess {
  ask(request: ReferenceRequest): Promise<ReferenceResponse>;
  close(): void;
}

export function startReference(python: string): ReferenceProcess {
  // By the place of this script's source, wherever its bundle lies: both are equally deep below the root.
  const script = fileURLToPath(new URL("../../test/tokenizer-oracle/exactness/answer.py", import.meta.url));
  const child = spawn(python, [script], { stdio: ["pipe", "pipe", "inherit"] });
  const waiting: { resolve(response: ReferenceResponse): void; reject(error: Error): void }[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => waiting.shift()?.resolve(JSON.parse(line)));
  const fail = (words: string): void => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`the reference ${words}`));
  };
  child.on("error", (error) => fail(`cannot be started: ${error.message}`));
  child.on("exit", (code) => fail(`ended with exit code ${code}`));
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${JSON.stringify(request)}\n`);
      }),
    close: () => void child.stdin.end(),
  };
}
