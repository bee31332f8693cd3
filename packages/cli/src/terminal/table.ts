import stringWidth from "string-width";

/** Columns side by side, two spaces between; numbers to the right. Cells may hold colours. */
export function table(rows: readonly (readonly string[])[], indent = ""): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, at) => void (widths[at] = Math.max(widths[at] ?? 0, stringWidth(cell))));
  return rows
    .map((row) => indent + row.map((cell, at) => pad(cell, widths[at] ?? 0)).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}

function pad(cell: string, width: number): string {
  const filler = " ".repeat(Math.max(0, width - stringWidth(cell)));
  return /^-?[\d,.]+%?$/.test(cell.trim()) ? filler + cell : cell + filler;
}
