/** Files by split. */
export type Splits = ReadonlyMap<string, readonly string[]>;

/** What counts as a name's end beside a keyword. */
const BESIDE = "[-._ 0-9]";
const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  train: ["train", "training"],
  validation: ["validation", "valid", "dev", "val"],
  test: ["test", "testing", "eval", "evaluation"],
};
const SHARD = /^data\/(\w+(?:\.\w+)*)-\d{5}-of-\d{5}[^/]*\.[^/]*$/;

/**
 * The splits that names of files speak of, by the rules of `datasets` (`data_files.py` of 5.2.0), the first that finds any:
 * `data/NAME-00000-of-00001.parquet`; folders called `train`, `test` …; files called so.
 *
 * @returns none where no name speaks of a split
 */
export function conventionalSplits(paths: readonly string[]): Splits {
  const seen = paths.filter((path) => !isHidden(path)).toSorted();
  return firstWithFiles([() => byShards(seen), () => byKeywords(seen, folderRule), () => byKeywords(seen, fileRule)]);
}

function firstWithFiles(rules: readonly (() => Splits)[]): Splits {
  for (const rule of rules) {
    const splits = rule();
    if (splits.size > 0) return splits;
  }
  return new Map();
}

function byShards(paths: readonly string[]): Splits {
  const splits = new Map<string, string[]>();
  for (const path of paths) {
    const [, split] = SHARD.exec(path) ?? [];
    if (split !== undefined) splits.set(split, [...(splits.get(split) ?? []), path]);
  }
  return splits;
}

function byKeywords(paths: readonly string[], rule: (keyword: string) => (path: string) => boolean): Splits {
  const splits = Object.entries(KEYWORDS).map(([split, keywords]) => {
    const rules = keywords.map(rule);
    return [split, paths.filter((path) => rules.some((matches) => matches(path)))] as const;
  });
  return new Map(splits.filter(([, files]) => files.length > 0));
}

function folderRule(keyword: string): (path: string) => boolean {
  const name = new RegExp(`^(?:.*${BESIDE})?${keyword}(?:${BESIDE}.*)?$`);
  return (path) =>
    path
      .split("/")
      .slice(0, -1)
      .some((folder) => name.test(folder));
}

function fileRule(keyword: string): (path: string) => boolean {
  const name = new RegExp(`^(?:.*${BESIDE})?${keyword}${BESIDE}`);
  return (path) => name.test(path.slice(path.lastIndexOf("/") + 1));
}

function isHidden(path: string): boolean {
  const parts = path.split("/");
  return parts.some((part) => part.startsWith(".")) || parts.slice(0, -1).some((folder) => folder.startsWith("__"));
}
