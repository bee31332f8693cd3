import { SingleBar } from "cli-progress";
import { count, duration } from "../terminal/format-number.ts";
import type { Counts } from "./counts.ts";

/** Says on stderr how far the work is: a bar on a terminal, a plain line every few seconds elsewhere. */
export interface ProgressReport {
  update(counts: Counts, rowLength: number): void;
  stop(): void;
}

export const noProgress: ProgressReport = { update: () => {}, stop: () => {} };

/** `size`: how much input there is, in bytes. */
export function startProgress(size: number): ProgressReport {
  return process.stderr.isTTY ? startBar(size) : startLines(size);
}

function startBar(size: number): ProgressReport {
  const bar = new SingleBar({
    format: "{bar} {percentage} %  {what}",
    stream: process.stderr,
    barCompleteChar: "━",
    barIncompleteChar: " ",
    clearOnComplete: true,
    gracefulExit: false, // Ctrl-C is the command's, which removes unfinished output
  });
  bar.start(Math.max(1, size), 0, { what: "preparing" });
  let done = 0;
  return {
    update(counts, rowLength) {
      done += rowLength + 1;
      bar.update(Math.min(done, size), { what: describe(counts) });
    },
    stop: () => bar.stop(),
  };
}

const SECONDS_BETWEEN_LINES = 5;

function startLines(size: number): ProgressReport {
  const start = performance.now();
  let done = 0;
  let shown = start;
  return {
    update(counts, rowLength) {
      done += rowLength + 1;
      const now = performance.now();
      if (now - shown < 1000 * SECONDS_BETWEEN_LINES) return;
      shown = now;
      const share = Math.min(100, Math.floor((100 * done) / Math.max(1, size)));
      console.error(`${share} % ${describe(counts)} after ${duration(now - start)}`);
    },
    stop: () => {},
  };
}

function describe({ prepared, rejected }: Counts): string {
  return `${count(prepared)} rows prepared, ${count(rejected)} rejected`;
}
