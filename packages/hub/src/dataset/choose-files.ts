import { TurnwiseError, type DataChoice } from "@turnwise/core";
import picomatch from "picomatch";
import { conventionalSplits, type Splits } from "./conventional-splits.ts";
import type { Subset } from "./dataset-card.ts";

/** Files of a repository, and why they. */
export interface ChosenFiles {
  readonly paths: readonly string[];
  /** `split train of the subset default; other splits: test` */
  readonly why: string;
}

/** What there is to choose from. */
export interface DatasetContents {
  /** As messages call the data set. */
  readonly name: string;
  /** Of all its files. */
  readonly paths: readonly string[];
  /** What its README declares. */
  readonly subsets: readonly Subset[];
}

const MOST_LISTED = 20;

/**
 * The files of a split: as the README declares them, else as their names say it.
 *
 * @throws {TurnwiseError} `subset-unclear`, `split-unclear`, `files-unclear`: each lists what there is, and how to say it
 */
export function chooseFiles({ name, paths, subsets }: DatasetContents, choice: DataChoice): ChosenFiles {
  const data = paths.filter((path) => isData(path, choice.extensions));
  const subset = chooseSubset(name, subsets, choice.subset);
  const declared = subset === null ? null : declaredSplits(subset, paths);
  const splits = declared ?? conventionalSplits(within(subset, data));
  if (splits.size === 0) {
    const whole = within(subset, data);
    if (choice.split !== undefined || whole.length !== 1) throw noSplits(name, whole, choice.split);
    return { paths: whole, why: "its only data file" };
  }
  const split = chooseSplit(name, splits, choice.split);
  const files = splits.get(split) ?? [];
  if (files.length === 0) {
    throw unclear("files-unclear", name, `its README declares the split ${split}, and no file fits that`, data);
  }
  if (declared === null && new Set(files.map((path) => extensionOf(path, choice.extensions))).size > 1) {
    throw unclear("files-unclear", name, `the split ${split} has files in several formats, maybe the same data`, files);
  }
  const others = [...splits.keys()].filter((other) => other !== split);
  const of = subset === null || subsets.length === 1 ? "" : ` of the subset ${subset.name}`;
  return {
    paths: files,
    why: `split ${split}${of}${others.length === 0 ? "" : `; other splits: ${others.join(", ")}`}`,
  };
}

/** The files that a user's path means: a file, a folder, a glob. */
export function filesAt(
  { name, paths }: DatasetContents,
  given: string,
  { extensions }: Pick<DataChoice, "extensions">,
): ChosenFiles {
  if (paths.includes(given)) return { paths: [given], why: given };
  const folder = `${given.replace(/\/$/, "")}/`;
  const fits = picomatch(given);
  const inside = paths.filter((path) => path.startsWith(folder) && isData(path, extensions)).toSorted();
  const files = inside.length > 0 ? inside : paths.filter((path) => fits(path) && isData(path, extensions)).toSorted();
  if (files.length > 0) return { paths: files, why: given };
  throw unclear(
    "files-unclear",
    name,
    `no data file fits ${given}`,
    paths.filter((path) => isData(path, extensions)),
  );
}

function chooseSubset(name: string, subsets: readonly Subset[], wanted: string | undefined): Subset | null {
  const names = subsets.map((subset) => subset.name);
  const found =
    wanted === undefined
      ? subsets.length === 1
        ? subsets[0]
        : subsets.find(({ isDefault }) => isDefault)
      : subsets.find((subset) => subset.name === wanted);
  if (found !== undefined) return found;
  if (subsets.length === 0 && wanted === undefined) return null;
  throw new TurnwiseError(
    "subset-unclear",
    subsets.length === 0
      ? `${name} declares no subsets, and so none that is called ${String(wanted)}. Leave --subset out, or name files: '${name}/data/*.parquet'.`
      : `${name} has the subsets ${names.join(", ")}${wanted === undefined ? ", and none is its default" : `, and none is called ${wanted}`}. Choose one: --subset ${names[0] ?? ""}.`,
  );
}

function declaredSplits({ splits, folder }: Subset, paths: readonly string[]): Splits | null {
  if (splits === null) return null;
  const expanded = [...splits].map(([split, globs]) => {
    const files = globs.flatMap((glob) => {
      const whole = folder === null ? glob.replace(/^\.\//, "") : `${folder}/${glob.replace(/^\.\//, "")}`;
      const fits = picomatch(whole);
      return paths.filter((path) => path === whole || fits(path)).toSorted();
    });
    return [split, [...new Set(files)]] as const;
  });
  return new Map(expanded);
}

function chooseSplit(name: string, splits: Splits, wanted: string | undefined): string {
  const names = [...splits.keys()];
  const [only = ""] = names;
  const split = wanted ?? (splits.has("train") ? "train" : names.length === 1 ? only : undefined);
  if (split !== undefined && splits.has(split)) return split;
  throw new TurnwiseError(
    "split-unclear",
    `${name} has the splits ${names.join(", ")}, and none is called ${wanted ?? "train"}. Choose one: --split ${only}.`,
  );
}

/** The files below a subset's folder. */
function within(subset: Subset | null, paths: readonly string[]): readonly string[] {
  const folder = subset?.folder ?? null;
  return folder === null ? paths : paths.filter((path) => path.startsWith(`${folder}/`));
}

function noSplits(name: string, files: readonly string[], wanted: string | undefined): TurnwiseError {
  if (files.length === 0) return unclear("files-unclear", name, "it has no data files", files);
  const what =
    wanted === undefined
      ? "neither its README nor names of files say which are the training data"
      : `neither its README nor names of files speak of a split ${wanted}`;
  return unclear("files-unclear", name, what, files);
}

function unclear(code: string, name: string, what: string, files: readonly string[]): TurnwiseError {
  const [first] = files;
  if (first === undefined) return new TurnwiseError(code, `${name}: ${what}.`);
  const listed = files.slice(0, MOST_LISTED).join(", ");
  const more = files.length > MOST_LISTED ? ` and ${files.length - MOST_LISTED} more` : "";
  return new TurnwiseError(
    code,
    `${name}: ${what}. There are ${listed}${more}. Name them: '${name}/${first}', or a glob.`,
  );
}

const PACKED = /\.(?:gz|gzip|zst|zstd)$/i;

function extensionOf(path: string, extensions: readonly string[]): string | undefined {
  const plain = path.replace(PACKED, "").toLowerCase();
  return extensions.find((extension) => plain.endsWith(extension));
}

/** What `datasets` and the hub keep beside the data. */
const BESIDE_DATA = /(?:^|\/)(?:config|dataset_infos?|dataset_dict|state)\.json$/;

function isData(path: string, extensions: readonly string[]): boolean {
  return extensionOf(path, extensions) !== undefined && !BESIDE_DATA.test(path);
}
