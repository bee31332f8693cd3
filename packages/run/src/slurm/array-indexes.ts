/** Indexes, ascending, as `sbatch --array` takes them: `[0, 1, 2, 7]` is `0-2,7`. */
export function arrayIndexes(indexes: readonly number[]): string {
  const ranges: string[] = [];
  for (let at = 0; at < indexes.length;) {
    let end = at;
    while (indexes[end + 1] === (indexes[end] ?? 0) + 1) end++;
    ranges.push(end === at ? `${indexes[at]}` : `${indexes[at]}-${indexes[end]}`);
    at = end + 1;
  }
  return ranges.join(",");
}
