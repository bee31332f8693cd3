import type { MessageTrace } from "../template.ts";

interface Trace {
  message: number;
  start: number;
  end: number;
  reachBefore: number;
  reachAfter: number;
}

/** What is known of each message that the outermost loop stood at. */
export class MessageTraces {
  /** By message. */
  readonly #traces: (Trace | undefined)[] = [];

  /**
   * A run of the loop's body is over. A template may go through its messages twice: the run that prints is told, and of several
   * that print all that lies between them.
   */
  add(message: number, start: number, end: number, reachBefore: number, reachAfter: number): void {
    const known = this.#traces[message];
    if (known === undefined || known.start === known.end) {
      for (let before = this.#traces.length; before < message; before++) this.#traces.push(undefined);
      this.#traces[message] = { message, start, end, reachBefore, reachAfter };
    } else if (start !== end) {
      known.end = end;
      known.reachAfter = reachAfter;
    }
  }

  /** Text of a message is printed that was captured when the loop stood there. */
  printed(message: number, start: number, end: number): void {
    const known = this.#traces[message];
    if (known === undefined) return;
    if (known.start === known.end) known.start = start;
    known.end = end;
  }

  list(): readonly MessageTrace[] {
    return this.#traces.filter((trace) => trace !== undefined);
  }
}
