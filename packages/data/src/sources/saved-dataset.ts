import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  isJsonArray,
  isJsonObject,
  parseJson,
  TurnwiseError,
  valueAt,
  type Json,
  type JsonObject,
} from "@turnwise/core";
import { broken } from "../inputs/input-failure.ts";

/**
 * The files of a folder that `datasets` saved (`save_to_disk`), in their order.
 *
 * @param wanted which of several splits; by default `train`, or the only one
 * @returns undefined if it is no such folder
 * @throws {TurnwiseError} `split-unclear` where there is no such split; {InputOutputError} `input-broken`
 */
export function savedDatasetFiles(folder: string, wanted?: string): readonly string[] | undefined {
  if (existsSync(join(folder, "dataset_dict.json"))) {
    const splits = textsAt(readObject(join(folder, "dataset_dict.json")), "splits");
    const [only = "", ...others] = splits;
    const split = wanted ?? (splits.includes("train") || others.length > 0 ? "train" : only);
    if (splits.includes(split)) return savedDatasetFiles(join(folder, split)) ?? [];
    throw new TurnwiseError(
      "split-unclear",
      `${folder} has the splits ${splits.join(", ") || "none"}, and none is called ${split}. Choose one: --split ${only}.`,
    );
  }
  const statePath = join(folder, "state.json");
  if (!existsSync(statePath)) return undefined;
  const state = readObject(statePath);
  const split = valueAt(state, "_split");
  if (wanted !== undefined && split !== wanted) {
    throw new TurnwiseError(
      "split-unclear",
      `${folder} is ${typeof split === "string" ? `the split ${split}` : "no split"}, and not ${wanted}. Leave --split out, or name the folder with all splits.`,
    );
  }
  const files = valueAt(state, "_data_files");
  const names = (isJsonArray(files) ? files : []).map((file) =>
    isJsonObject(file) ? valueAt(file, "filename") : undefined,
  );
  return names.map((name) => {
    if (typeof name === "string" && !/[/\\]/.test(name)) return join(folder, name);
    throw broken(statePath, "_data_files should list the files of the folder.");
  });
}

function readObject(path: string): JsonObject {
  let value: Json = null;
  try {
    value = parseJson(readFileSync(path, "utf8"));
  } catch (cause) {
    throw broken(path, `it is not JSON (${String(cause)}), and should describe a data set that datasets saved.`, cause);
  }
  if (isJsonObject(value)) return value;
  throw broken(path, "it should hold an object that describes a data set.");
}

function textsAt(object: JsonObject, key: string): readonly string[] {
  const value = valueAt(object, key);
  return isJsonArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
