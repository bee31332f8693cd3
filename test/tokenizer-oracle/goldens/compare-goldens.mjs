// Holds a tokenizer to the goldens of its model. Nothing here is of Node: a page does the same.

/** Of a file's text: `{ model, tokenizers, sha256, cases }`. */
export function parseGoldens(text) {
  const [head, ...cases] = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return { ...head, cases };
}

/**
 * What differs, each as a line; empty if nothing does.
 *
 * @param tokenizer of `@turnwise/bpe`
 * @param goldens a parsed file
 * @param createRenderingBuilder of `@turnwise/core`
 */
export function differencesFrom(tokenizer, { model, cases }, createRenderingBuilder) {
  const renderings = cases.map(([text, borders, origins]) =>
    renderingOf(text, numbers(borders), origins, createRenderingBuilder()),
  );
  const batch = tokenizer.encodeBatch(renderings);
  return cases.flatMap(([text, , , ...columns], index) => {
    const ways = { encode: tokenizer.encode(renderings[index]), encodeBatch: batch.at(index) };
    return Object.entries(ways).flatMap(([way, { ids, firstToken, straddles }]) => {
      const found = [ids, firstToken.subarray(1, -1), straddles].map((column) => column.join(" "));
      const name = ["ids", "first tokens", "straddles"].find((_, column) => found[column] !== columns[column]);
      const at = `${model}, text ${index} ${JSON.stringify(text.slice(0, 60))}`;
      if (name === undefined) return [];
      const column = ["ids", "first tokens", "straddles"].indexOf(name);
      return [`${at}: ${name} of ${way} are ${found[column]}, the reference's ${columns[column]}`];
    });
  });
}

function renderingOf(text, borders, origins, builder) {
  builder.turn("user", [0]);
  const ends = [...borders, text.length];
  for (const [index, end] of ends.entries()) {
    const start = index === 0 ? 0 : ends[index - 1];
    const piece = text.slice(start, end);
    if (origins[index] === "t") builder.template(piece, "body");
    else builder.data(piece, "body", { message: 0, field: "content", start });
  }
  return builder.finish();
}

function numbers(text) {
  return text === "" ? [] : text.split(" ").map(Number);
}
