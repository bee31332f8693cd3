import stringWidth from "string-width";

const NUMBER = /^-?\d[\d,.]*%?$/;

/**
 * Columns side by side, two spaces between. A column of numbers (its head aside) stands to the right. Cells may hold colours.
 */
export function table(rows: readonly (readonly string[])[], indent = ""): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const layout = Array.from({ length: columns }, (_, at) => {
    const cells = rows.map((row) => row[at] ?? "");
    return {
      width: Math.max(...cells.map((cell) => stringWidth(cell))),
      isNumeric: cells.slice(1).every((cell) => NUMBER.test(cell) || cell === "" || cell === "…"),
    };
  });
  return rows
    .map((row) =>
      row.map((cell, at) => {
        const filler = " ".repeat((layout[at]?.width ?? 0) - stringWidth(cell));
        return layout[at]?.isNumeric === true ? filler + cell : cell + filler;
      }),
    )
    .map((cells) => (indent + cells.join("  ")).trimEnd())
    .join("\n");
}
