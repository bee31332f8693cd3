// What the measured figures shall reach, as ratios within one run.

/** Rows of a table: what, found, asked, and whether it is met. */
export function verdicts(models) {
  return Object.entries(models).flatMap(([model, { sets, calls, workers, loading }]) => [
    ...(sets.contents === undefined ? [] : speeds(model, sets.contents)),
    ...(calls === undefined ? [] : callCosts(model, calls)),
    ...(workers === undefined ? [] : [atLeast(`${model}: two worker threads to one, warm`, ratio(workers.warm), 1.7)]),
    ...(loading === undefined ? [] : loadingTimes(model, loading)),
  ]);
}

const milliseconds = (seconds) => `${(1000 * seconds).toFixed(0)} ms`;
const ratio = ({ one, two }) => two / one;

function speeds(model, measured) {
  const { WebAssembly: wasm, TypeScript: plain, tokenizers, gigatoken, fastokens } = measured;
  const better = (key) =>
    Math.max(...[gigatoken, fastokens].map((peer) => peer?.[key] ?? Number.NaN).filter(Number.isFinite));
  const isCharacters = model.startsWith("gemma");
  const rows = [];
  if (wasm?.first !== undefined) {
    if (!isCharacters && tokenizers?.first !== undefined) {
      rows.push(atLeast(`${model}: first pass to tokenizers`, wasm.first / tokenizers.first, 20));
    }
    if (Number.isFinite(better("first"))) {
      rows.push(
        atLeast(`${model}: first pass to the better native one`, wasm.first / better("first"), isCharacters ? 1.5 : 1),
        atLeast(`${model}: warm to the better native one`, wasm.warm / better("warm"), isCharacters ? 2 : 0.8),
      );
    }
  }
  if (plain?.first !== undefined && tokenizers?.first !== undefined) {
    rows.push(
      atLeast(`${model}: TypeScript, first pass to tokenizers`, plain.first / tokenizers.first, 8),
      atLeast(`${model}: TypeScript, warm to tokenizers`, plain.warm / tokenizers.warm, 10),
    );
  }
  return rows;
}

function callCosts(model, { all, each }) {
  return ["first", "warm"].map((key) => {
    const percent = 100 * (all[key] / each[key] - 1);
    return row(`${model}: a call for each conversation, ${key}`, `${percent.toFixed(1)} % more`, "15 %", percent <= 15);
  });
}

function loadingTimes(model, loading) {
  const [first, second, native] = [loading["cache, first"], loading["cache, second"], loading.tokenizers];
  return [
    row(`${model}: second start`, milliseconds(second), "150 ms", second < 0.15),
    ...(native === undefined || Number.isNaN(native)
      ? []
      : [row(`${model}: first start, to tokenizers`, milliseconds(first), milliseconds(native), first <= native)]),
  ];
}

function atLeast(what, found, asked) {
  return row(what, `${found.toFixed(2)}×`, `${asked}×`, found >= asked);
}

function row(what, found, asked, isMet) {
  return [what, found, asked, isMet ? "met" : "NOT MET"];
}
