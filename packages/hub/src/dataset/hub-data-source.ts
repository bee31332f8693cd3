import { readFile } from "node:fs/promises";
import type { DataChoice, DataSource, FetchOptions, FoundData, OnDownload } from "@turnwise/core";
import { HubCache } from "../hub-cache.ts";
import { hubError, hubOffline, type HubRequest } from "../hub-error.ts";
import type { HubFile } from "../hub-file.ts";
import { askCommit, askFiles, bringFile } from "../hub-requests.ts";
import { readHubSettings, type HubSettings } from "../hub-settings.ts";
import type { Subset } from "./dataset-card.ts";
import { isHubName, parseDatasetName, pinnedName, type DatasetName } from "./dataset-name.ts";

/**
 * Data sets of the hub: `hf://datasets/org/name`, of a branch, tag or commit `hf://datasets/org/name@revision`, single files
 * `hf://datasets/org/name/data/*.parquet`. Files are kept in the cache folder of Python's `huggingface_hub`, and its environment
 * variables are honoured. What is there of a commit is taken without network; of a branch the hub is asked for the newest commit, and where
 * it cannot be reached, the one seen last is taken.
 *
 * @example
 * import { hubDataSource } from "@turnwise/hub";
 *
 * const { files } = await hubDataSource.find("hf://datasets/HuggingFaceH4/no_robots", { extensions: [".parquet"] });
 * const path = await hubDataSource.fetch(files[0]);
 */
export const hubDataSource: DataSource = {
  name: "hub",
  description: "a data set of the Hugging Face hub, hf://datasets/org/name",
  accepts: isHubName,
  find: (name, choice) => new HubDataset(name).find(choice),
  fetch: (file, options) => new HubDataset(file).fetch(options),
};

/** One name, with what it takes to ask about it. */
class HubDataset {
  readonly #source: string;
  readonly #name: DatasetName;
  readonly #settings: HubSettings = readHubSettings();
  readonly #cache: HubCache;
  readonly #request: HubRequest;

  constructor(source: string) {
    this.#source = source;
    this.#name = parseDatasetName(source);
    const { repository } = this.#name;
    this.#cache = new HubCache(this.#settings.cacheFolder, repository);
    this.#request = { source, repository, instead: "give files" };
  }

  async find(choice: DataChoice): Promise<FoundData> {
    const { repository, path } = this.#name;
    const { commit, note } = await this.#commit();
    const files = await this.#files(commit);
    await this.#cache.remember(repository.revision, commit);
    const contents = { name: this.#base(), paths: files.map((file) => file.path), subsets: [] };
    const { chooseFiles, filesAt } = await import("./choose-files.ts"); // with their libraries only where one is needed
    const chosen =
      path === null
        ? chooseFiles({ ...contents, subsets: await this.#subsets(commit, files) }, choice)
        : filesAt(contents, path, choice);
    const wanted = new Set(chosen.paths);
    const bytes = files.reduce((sum, file) => sum + (wanted.has(file.path) ? file.size : 0), 0);
    return {
      files: chosen.paths.map((each) => pinnedName(repository, commit, each)),
      statement: `${chosen.why}; ${count(chosen.paths.length, "file")}, ${size(bytes)}, at ${commit}${note}`,
    };
  }

  async fetch({ onDownload }: FetchOptions = {}): Promise<string> {
    const { path } = this.#name;
    const { commit } = await this.#commit();
    if (path === null) throw new Error(`${this.#source} names no file`);
    if (!this.#cache.has(commit, path)) await this.#bring(commit, path, await this.#files(commit), onDownload);
    return this.#cache.pathOf(commit, path);
  }

  /** `hf://datasets/org/name@revision`, as it was given. */
  #base(): string {
    const { path } = this.#name;
    return path === null ? this.#source.replace(/\/$/, "") : this.#source.slice(0, -path.length - 1);
  }

  /** The commit that the name is at, and what the user should know of it. */
  async #commit(): Promise<{ readonly commit: string; readonly note: string }> {
    const { repository } = this.#name;
    const known = await this.#cache.commitOf(repository.revision);
    if (known === repository.revision) return { commit: known, note: "" };
    if (this.#settings.offline) {
      if (known === null) throw hubOffline(this.#request, this.#settings);
      return { commit: known, note: ", the commit seen last: HF_HUB_OFFLINE forbids to ask for a newer one" };
    }
    try {
      return { commit: await askCommit(repository, this.#settings), note: "" };
    } catch (cause) {
      const error = hubError(cause, this.#request, this.#settings);
      if (known === null || (error.code !== "hub-unreachable" && error.code !== "hub-failed")) throw error;
      return { commit: known, note: `, the commit seen last: ${this.#settings.endpoint} does not answer` };
    }
  }

  /** All files of a commit, whether they are here or not. */
  async #files(commit: string): Promise<readonly HubFile[]> {
    const known = await this.#cache.files(commit);
    if (known !== null) return known;
    const files = await this.#ask(() => askFiles(this.#name.repository, commit, this.#settings));
    await this.#cache.rememberFiles(commit, files);
    return files;
  }

  async #subsets(commit: string, files: readonly HubFile[]): Promise<readonly Subset[]> {
    const path = "README.md";
    if (!files.some((file) => file.path === path)) return [];
    await this.#bring(commit, path, files);
    const { readSubsets } = await import("./dataset-card.ts");
    return readSubsets(await readFile(this.#cache.pathOf(commit, path), "utf8"), `${this.#base()}/${path}`);
  }

  async #bring(commit: string, path: string, files: readonly HubFile[], onDownload?: OnDownload): Promise<void> {
    if (this.#cache.has(commit, path)) return;
    const file = files.find((each) => each.path === path);
    const { repository } = this.#name;
    await this.#ask(() => {
      if (file === undefined) throw Object.assign(new Error(`it has no file ${path}`), { statusCode: 404 });
      return bringFile(repository, commit, file, this.#cache, this.#settings, onDownload);
    });
  }

  async #ask<T>(question: () => Promise<T>): Promise<T> {
    if (this.#settings.offline) throw hubOffline(this.#request, this.#settings);
    try {
      return await question();
    } catch (cause) {
      throw hubError(cause, this.#request, this.#settings);
    }
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function size(bytes: number): string {
  return bytes < 1e5
    ? `${bytes} bytes`
    : bytes < 1e8
      ? `${(bytes / 1e6).toFixed(1)} MB`
      : `${(bytes / 1e9).toFixed(2)} GB`;
}
