import { JinjaError } from "../errors.ts";
import { Budget } from "../limits.ts";
import type { Frame } from "./frame.ts";
import { Output } from "./output.ts";
import { MessageTraces } from "./message-traces.ts";
import type { Rendering } from "./rendering.ts";
import { segmentsOf } from "./segments.ts";
import type { Ending, Segment } from "../template.ts";
import { latestAge } from "../values/age.ts";
import type { Value } from "../values/value.ts";

/**
 * All endings together may take as many steps as the rendering itself has taken until then, and a few more to begin with. What
 * templates print behind a loop that prints the messages takes a sixth of that at most; behind one that merely looks through them,
 * it is all messages again, which cost no less than renderings of their own.
 */
const FIRST_STEPS = 1000;

/**
 * The loop over messages is about to take a message, or the end: if nothing so far depended on it or a later one, finds what the
 * template prints where the conversation ends here, by running what stands behind the loop, and goes back.
 */
export function tryEnding(message: number, frame: Frame, runRest: () => void): void {
  const { state } = frame;
  const { watch } = state.given;
  if (watch === null || state.changed !== null || state.isPromptRead || state.output !== state.root) return;
  const isWhole = message === watch.items.length;
  if (!isWhole && watch.reach >= message) return;
  const restore = save(frame);
  const prompt = tryWith(true, message, frame, runRest, restore);
  if (prompt === null) return;
  const plain = prompt.isPromptRead ? tryWith(false, message, frame, runRest, restore) : prompt;
  if (plain !== null) state.endings.set(message, new TriedEnding(state.root.length, prompt.output, plain.output));
}

/** Segments are made when they are asked for. */
class TriedEnding implements Ending {
  readonly start: number;
  readonly #prompt: Output;
  readonly #plain: Output;

  constructor(start: number, prompt: Output, plain: Output) {
    this.start = start;
    this.#prompt = prompt;
    this.#plain = plain;
  }

  get prompt(): readonly Segment[] {
    return segmentsOf(this.#prompt, this.start);
  }

  get plain(): readonly Segment[] {
    return segmentsOf(this.#plain, this.start);
  }
}

/** What is printed behind here. */
interface Tried {
  readonly output: Output;
  readonly isPromptRead: boolean;
}

/** Null if it fails. */
function tryWith(
  prompt: boolean,
  message: number,
  frame: Frame,
  runRest: () => void,
  restore: () => void,
): Tried | null {
  const { state } = frame;
  const { limits } = state.budget;
  const allowed = Math.min(limits.steps, FIRST_STEPS + state.budget.spent - state.endingSteps);
  if (allowed <= 0) return null;
  const budget = new Budget(limits, allowed);
  const output = new Output(limits.text - state.root.length);
  state.root = output;
  state.output = output;
  state.message = -1;
  state.traces = new MessageTraces();
  state.generated = [];
  state.budget = budget;
  state.prompt = prompt;
  state.changed = new Map();
  state.sealed = latestAge();
  if (state.given.watch !== null) state.given.watch.end = message;
  try {
    runRest();
    return { output, isPromptRead: state.isPromptRead };
  } catch (error) {
    if (error instanceof JinjaError || error instanceof RangeError) return null;
    throw error;
  } finally {
    restore();
    state.endingSteps += budget.spent;
  }
}

/** Gives what goes back to here, as often as it is called. */
function save(frame: Frame): () => void {
  const { state } = frame;
  const { watch } = state.given;
  const { budget, root, output, message, traces, generated, prompt, isPromptRead, autoescape, at, hasMarks } =
    state satisfies Rendering;
  const end = watch?.end ?? 0;
  const reach = watch?.reach ?? 0;
  const slots: readonly (Value | undefined)[] = frame.slots.slice();
  const { exported } = frame.context;
  const saved = exported.size === 0 ? null : [...exported];
  return () => {
    for (const takeBack of state.changed?.values() ?? []) takeBack();
    for (let slot = 0; slot < slots.length; slot++) frame.slots[slot] = slots[slot];
    if (exported.size > 0) exported.clear();
    for (const [name, value] of saved ?? []) exported.set(name, value);
    state.budget = budget;
    state.root = root;
    state.output = output;
    state.message = message;
    state.traces = traces;
    state.generated = generated;
    state.prompt = prompt;
    state.isPromptRead = isPromptRead;
    state.autoescape = autoescape;
    state.at = at;
    state.hasMarks = hasMarks;
    state.changed = null;
    state.sealed = 0;
    if (watch === null) return;
    watch.end = end;
    watch.reach = reach;
  };
}
