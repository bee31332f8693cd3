import type { ContextVariables } from "../context/context-variables.ts";
import { FILTERS } from "../filters/filters.ts";
import { GLOBALS } from "../globals/globals.ts";
import { Budget } from "../limits.ts";
import type { Ending } from "../template.ts";
import { TESTS } from "../tests/tests.ts";
import type { Changeable, Filter, RenderState, Test } from "../values/render-state.ts";
import { type Str, Text } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { Mark } from "./mark.ts";
import { MessageTraces } from "./message-traces.ts";
import { Output } from "./output.ts";
import { printMarked } from "./print-marked.ts";
import { PROMPT_FLAG, PROMPT_NAME } from "./prompt-flag.ts";

/** Everything that changes while a template is rendered. */
export class Rendering implements RenderState {
  budget: Budget;
  /** Steps that all endings together took; none of them is the rendering's own. */
  endingSteps = 0;
  readonly filters: ReadonlyMap<string, Filter> = FILTERS;
  readonly tests: ReadonlyMap<string, Test> = TESTS;
  readonly now: Date;
  autoescape = false;
  /** Where in the source the template stands, for errors. */
  at = 0;
  readonly given: ContextVariables;
  /** Values of the unit's context variables. */
  variables: readonly (Value | undefined)[] = [];

  /** What is printed last of all; `output` is another while text is captured. */
  root: Output;
  output: Output;
  /** The message that the outermost loop over messages stands at; −1: none. */
  message = -1;
  /** Whether text was captured that says more of itself than where it comes from. */
  hasMarks = false;
  generated: [start: number, end: number][] = [];
  traces: MessageTraces = new MessageTraces();

  /** The value of `add_generation_prompt`; undefined if the context has none. */
  prompt: Value | undefined;
  isPromptRead = false;
  readonly isPromptGiven: boolean;

  /** Messages before which to try an ending, and the endings found. */
  readonly endBefore: ReadonlySet<number>;
  readonly endings: Map<number, Ending> = new Map();
  /** What takes back the changes of objects since an ending is tried; null while none is. */
  changed: Map<object, () => void> | null = null;
  sealed = 0;

  constructor(given: ContextVariables, budget: Budget, now: Date, endBefore: ReadonlySet<number>) {
    this.given = given;
    this.budget = budget;
    this.now = now;
    this.endBefore = endBefore;
    this.root = new Output(budget.limits.text);
    this.output = this.root;
    this.prompt = given.get(PROMPT_NAME);
    this.isPromptGiven = this.prompt !== undefined;
  }

  /** The highest message that was looked at so far; Infinity: how many there are. */
  get reach(): number {
    return this.given.watch?.reach ?? -1;
  }

  /** What the context or else Jinja has under a name. */
  lookUp(name: string): Value | undefined {
    if (name === PROMPT_NAME) return PROMPT_FLAG;
    const value = this.given.get(name);
    return value === undefined ? GLOBALS.get(name) : value;
  }

  readPrompt(): Value | undefined {
    this.isPromptRead = true;
    return this.prompt;
  }

  print(text: Str): void {
    if (typeof text === "string") return this.output.own(text, this.message);
    this.budget.spend(2);
    if (this.hasMarks && this.output === this.root) printMarked(text, this);
    else this.output.add(text, this.message);
  }

  /** Runs with a fresh output and gives what was written there; `null` if the run broke off. */
  capture(run: () => boolean): Str | null {
    const outer = this.output;
    const inner = new Output(this.budget.limits.text);
    this.output = inner;
    const isWhole = run();
    this.output = outer;
    if (!isWhole) return null;
    const text = inner.capture(this.message);
    if (text instanceof Text && !this.hasMarks)
      this.hasMarks = text.pieces.some(({ source }) => source instanceof Mark);
    return text;
  }

  changing<T>(object: Changeable<T>): void {
    if (this.changed === null || this.changed.has(object)) return;
    const saved = object.snapshot();
    this.changed.set(object, () => object.restore(saved));
  }
}
