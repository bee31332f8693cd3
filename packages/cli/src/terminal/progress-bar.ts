import type { SingleBar } from "cli-progress";

/** `━━━━━      34 %  what`, on the terminal of stderr; gone when it stops. */
export async function createBar(size: number, what: string): Promise<SingleBar> {
  const progress = await import("cli-progress");
  const bar = new progress.SingleBar({
    format: "{bar} {percentage} %  {what}",
    stream: process.stderr,
    barCompleteChar: "━",
    barIncompleteChar: " ",
    clearOnComplete: true,
    gracefulExit: false, // Ctrl-C is the command's, which removes unfinished output
  });
  bar.start(Math.max(1, size), 0, { what });
  return bar;
}
