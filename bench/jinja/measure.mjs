// Pairs of programs measured in turns, so that a busy moment of the machine meets both.

const sorted = (values) => values.toSorted((a, b) => a - b);
export const minimum = (values) => Math.min(...values);
export const median = (values) => sorted(values)[values.length >> 1];

/** Microseconds of processor time a call, for each program one figure a round: `[[12.1, 12.3], [80.2, 79.9]]`. */
export function measure(programs, { rounds, milliseconds }) {
  const counts = programs.map((program) => calls(program, milliseconds));
  const figures = programs.map(() => []);
  for (let round = 0; round < rounds; round++) {
    programs.forEach((program, index) => figures[index].push(time(program, counts[index])));
  }
  return figures;
}

function time(program, count) {
  const start = process.cpuUsage();
  for (let call = 0; call < count; call++) program();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / count;
}

/** Warms up, and finds how many calls fill the time. */
function calls(program, milliseconds) {
  let count = 1;
  let spent = 0;
  for (let start = performance.now(); (spent = performance.now() - start) < 4 * milliseconds;) {
    for (let call = 0; call < count; call++) program();
    count *= 2;
  }
  return Math.max(1, Math.round((count * milliseconds) / spent));
}

export function geometricMean(values) {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

export function table(header, body) {
  const widths = header.map((_, column) => Math.max(...[header, ...body].map((cells) => String(cells[column]).length)));
  const line = (cells) =>
    cells.map((cell, column) => String(cell)[column === 0 ? "padEnd" : "padStart"](widths[column])).join("  ");
  return [line(header), widths.map((width) => "─".repeat(width)).join("  "), ...body.map(line)].join("\n");
}
