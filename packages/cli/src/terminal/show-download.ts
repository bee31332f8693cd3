import type { OnDownload } from "@turnwise/core";
import type { SingleBar } from "cli-progress";
import { duration, megabytes } from "./format-number.ts";
import { createBar } from "./progress-bar.ts";

/** Of files that are here sooner, no bar is shown. */
const MILLISECONDS_BEFORE_BAR = 500;
const MILLISECONDS_BETWEEN_LINES = 5000;

/** Says on stderr how far a file is that is fetched: a bar on a terminal, a plain line every few seconds elsewhere. */
export const showDownload: OnDownload = (file, size) => {
  const start = performance.now();
  const describe = (received: number): string => describeDownload(file, received, size, performance.now() - start);
  return process.stderr.isTTY ? bar(size, describe) : lines(size, describe);
};

type Describe = (received: number) => string;

function bar(size: number, describe: Describe): ReturnType<OnDownload> {
  const start = performance.now();
  let opening: Promise<SingleBar> | null = null;
  let opened: SingleBar | null = null;
  let hasEnded = false;
  const open = async (what: string): Promise<SingleBar> => {
    opened = await createBar(size, what);
    if (hasEnded) opened.stop();
    return opened;
  };
  return {
    update(received) {
      if (performance.now() - start < MILLISECONDS_BEFORE_BAR) return;
      opening ??= open(describe(received));
      opened?.update(Math.min(received, size), { what: describe(received) });
    },
    end() {
      hasEnded = true;
      opened?.stop();
    },
  };
}

function lines(size: number, describe: Describe): ReturnType<OnDownload> {
  let shown = performance.now();
  return {
    update(received) {
      const now = performance.now();
      if (now - shown < MILLISECONDS_BETWEEN_LINES) return;
      shown = now;
      console.error(`${Math.floor((100 * received) / Math.max(1, size))} % ${describe(received)}`);
    },
    end: () => {},
  };
}

/** `org/name/data.parquet: 12.3 of 45.6 MB, 8.1 MB/s, 4.1 s left` */
function describeDownload(file: string, received: number, size: number, passed: number): string {
  const rate = (1000 * received) / Math.max(1, passed);
  const left = received > 0 ? `, ${duration((passed * Math.max(0, size - received)) / received)} left` : "";
  return `${file}: ${megabytes(received)} of ${megabytes(size)} MB, ${megabytes(rate)} MB/s${left}`;
}
