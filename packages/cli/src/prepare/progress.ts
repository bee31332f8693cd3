import type { SplitProgress } from "@turnwise/run";
import { count, duration } from "../terminal/format-number.ts";
import { createBar } from "../terminal/progress-bar.ts";

/** Says on stderr how far the work is: a bar on a terminal, a plain line every few seconds elsewhere. */
export interface ProgressReport {
  /** With what is new since the last call. */
  update(more: SplitProgress): void;
  stop(): void;
}

export const noProgress: ProgressReport = { update: () => {}, stop: () => {} };

/** `size`: how much input there is, in bytes. */
export async function startProgress(size: number): Promise<ProgressReport> {
  return process.stderr.isTTY ? startBar(size) : startLines(size);
}

async function startBar(size: number): Promise<ProgressReport> {
  const bar = await createBar(size, "preparing");
  const state = startState(size);
  return {
    update(more) {
      state.add(more);
      bar.update(Math.min(state.bytes, size), { what: state.describe() });
    },
    stop: () => bar.stop(),
  };
}

const SECONDS_BETWEEN_LINES = 5;

function startLines(size: number): ProgressReport {
  const state = startState(size);
  let shown = performance.now();
  return {
    update(more) {
      state.add(more);
      const now = performance.now();
      if (now - shown < 1000 * SECONDS_BETWEEN_LINES) return;
      shown = now;
      const share = Math.min(100, Math.floor((100 * state.bytes) / Math.max(1, size)));
      console.error(`${share} % ${state.describe()}`);
    },
    stop: () => {},
  };
}

interface State {
  readonly bytes: number;
  add(more: SplitProgress): void;
  /** `12,000 rows prepared, 31 rejected, 4,100 rows/s, 12 s left` */
  describe(): string;
}

function startState(size: number): State {
  const start = performance.now();
  let [prepared, rejected, bytes] = [0, 0, 0];
  return {
    get bytes() {
      return bytes;
    },
    add(more) {
      prepared += more.prepared;
      rejected += more.rejected;
      bytes += more.bytes;
    },
    describe() {
      const passed = performance.now() - start;
      const rate = count(Math.round((1000 * (prepared + rejected)) / Math.max(1, passed)));
      const left = bytes > 0 ? `, ${duration((passed * Math.max(0, size - bytes)) / bytes)} left` : "";
      return `${count(prepared)} rows prepared, ${count(rejected)} rejected, ${rate} rows/s${left}`;
    },
  };
}
