const MILLISECONDS = 15;

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** Microseconds of a call, medians of rounds in turns, so that a busy moment of the machine meets both. */
export function measurePair(
  first: () => void,
  second: () => void,
  rounds: number,
): readonly [first: number, second: number] {
  const [firstCalls, secondCalls] = [callsToFill(first), callsToFill(second)];
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    times[0].push(timeOf(first, firstCalls));
    times[1].push(timeOf(second, secondCalls));
  }
  return [median(times[0]), median(times[1])];
}

function timeOf(work: () => void, calls: number): number {
  const start = performance.now();
  for (let call = 0; call < calls; call++) work();
  return (1000 * (performance.now() - start)) / calls;
}

/** Warms up, and finds how many calls fill the time. */
function callsToFill(work: () => void): number {
  const start = performance.now();
  let calls = 0;
  while (performance.now() - start < 2 * MILLISECONDS) {
    work();
    calls++;
  }
  return Math.max(1, Math.round((calls * MILLISECONDS) / (performance.now() - start)));
}

/** The first column to the left, figures to the right. */
export function table(header: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) => Math.max(...[header, ...body].map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ");
  return [line(header), widths.map((width) => "─".repeat(width)).join("  "), ...body.map(line)].join("\n");
}
