/** A signal that Ctrl-C and SIGTERM abort, so that unfinished output is removed. */
export function interruptible(): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  process.once("SIGINT", abort).once("SIGTERM", abort);
  return { signal: controller.signal, end: () => void process.off("SIGINT", abort).off("SIGTERM", abort) };
}
