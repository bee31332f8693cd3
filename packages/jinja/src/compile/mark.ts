import { Source } from "../values/source.ts";

/** One run of a generation block: only its identity matters. */
export type Generation = object;

/**
 * Rides on captured text until it is printed: which message the outermost loop stood at, or which generation block ran, when it was
 * made. `inner` is where the text really came from; null is the template.
 */
export class Mark extends Source {
  readonly inner: Source | null;
  /** −1: none. */
  readonly message: number;
  readonly generation: Generation | null;

  constructor(inner: Source | null, message: number, generation: Generation | null) {
    super(inner?.parent ?? null, inner?.key ?? "");
    this.inner = inner;
    this.message = message;
    this.generation = generation;
  }
}
