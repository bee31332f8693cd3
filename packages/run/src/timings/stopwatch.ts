/** Milliseconds by stage. */
export type StageTimes<Stage extends string> = { readonly [Name in Stage]?: number };

/** Adds up how long stages take, of which one runs at any moment: one look at the clock (some 60 ns) for each change. */
export class Stopwatch<Stage extends string> {
  readonly #times = new Map<Stage, number>();
  #stage: Stage;
  #since: number = performance.now();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Ends the stage that runs and begins this one. */
  enter(stage: Stage): void {
    const now = performance.now();
    this.#times.set(this.#stage, (this.#times.get(this.#stage) ?? 0) + now - this.#since);
    this.#stage = stage;
    this.#since = now;
  }

  /** All stages so far, the one that runs included. */
  times(): StageTimes<Stage> {
    this.enter(this.#stage);
    const times: { [Name in Stage]?: number } = {};
    for (const [stage, milliseconds] of this.#times) times[stage] = milliseconds;
    return times;
  }
}

/** Stages of both, added up. */
export function addTimes<Stage extends string>(left: StageTimes<Stage>, right: StageTimes<Stage>): StageTimes<Stage> {
  const sum: { [Name in Stage]?: number } = { ...left };
  for (const stage of stagesOf(right)) sum[stage] = (sum[stage] ?? 0) + (right[stage] ?? 0);
  return sum;
}

function stagesOf<Stage extends string>(times: StageTimes<Stage>): readonly Stage[] {
  return Object.keys(times).filter((name): name is Stage => name in times);
}
