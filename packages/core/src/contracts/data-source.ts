import type { FetchOptions } from "./download.ts";

/** Which of a data set's files are meant, where its name alone does not say it. */
export interface DataChoice {
  /** Part of the data: `train`, `test`. @default `train`, or the only one */
  readonly split?: string | undefined;
  /** One of several data sets under one name. @default the only one, or the one that is marked as the default */
  readonly subset?: string | undefined;
  /** How names of data files end, as readers say it: `.jsonl`. */
  readonly extensions: readonly string[];
}

/** What a name stands for. */
export interface FoundData {
  /** Names that stay the same for good, in the order of the data: `fetch` takes them, on any machine. */
  readonly files: readonly string[];
  /** What was understood, in words for the user. */
  readonly statement: string;
}

/** Keeps data elsewhere than on this machine's disks, and brings it here: a hub, a bucket. */
export interface DataSource {
  readonly name: string;
  readonly description: string;
  /** Whether a name is one of this source's, such as `hf://…`: never one that a file can have. */
  accepts(name: string): boolean;
  /**
   * Finds the files that a name stands for.
   *
   * @throws {TurnwiseError} that asks back and lists what there is, where it is not clear which are meant
   * @throws {InputOutputError} where it cannot be asked
   */
  find(name: string, choice: DataChoice): Promise<FoundData>;
  /**
   * Brings one file that `find` named to this machine, unless it is here already.
   *
   * @returns its path on disk
   * @throws {InputOutputError} where it cannot be asked, or is not what it was
   */
  fetch(file: string, options?: FetchOptions): Promise<string>;
}
