import { describe, expect, test } from "vitest";
import { chooseFiles, filesAt } from "./choose-files.ts";
import { readSubsets } from "./dataset-card.ts";

const extensions = [".jsonl", ".json", ".parquet", ".csv"];
const contents = (
  paths: readonly string[],
  configs = "",
): { name: string; paths: readonly string[]; subsets: ReturnType<typeof readSubsets> } => ({
  name: "hf://datasets/o/n",
  paths: ["README.md", ".gitattributes", "dataset_infos.json", ...paths],
  subsets: readSubsets(configs === "" ? "# No head" : `---\n${configs}\n---\n# Title`, "README.md"),
});

describe("names of files", () => {
  const sharded = contents(["data/train-00000-of-00001.parquet", "data/test-00000-of-00001.parquet"]);

  test("train, unless another split is named", () => {
    expect(chooseFiles(sharded, { extensions })).toEqual({
      paths: ["data/train-00000-of-00001.parquet"],
      why: "split train; other splits: test",
    });
    expect(chooseFiles(sharded, { extensions, split: "test" }).paths).toEqual(["data/test-00000-of-00001.parquet"]);
  });

  test("the only data file, packed or not", () => {
    expect(chooseFiles(contents(["chats.jsonl.gz", "plot.png"]), { extensions }).paths).toEqual(["chats.jsonl.gz"]);
  });

  test.each([
    [
      "a split that is not there",
      sharded,
      { split: "dev" },
      "split-unclear",
      /splits test, train, and none is called dev/,
    ],
    [
      "no train split among several",
      contents(["data/train_sft-00000-of-00001.parquet", "data/test_sft-00000-of-00001.parquet"]),
      {},
      "split-unclear",
      /splits test_sft, train_sft, and none is called train. Choose one: --split/,
    ],
    [
      "files that say nothing",
      contents(["part-1.jsonl", "part-2.jsonl"]),
      {},
      "files-unclear",
      /There are part-1.jsonl, part-2.jsonl. Name them: 'hf:\/\/datasets\/o\/n\/part-1.jsonl', or a glob/,
    ],
    ["a split of one file that says nothing", contents(["a.jsonl"]), { split: "train" }, "files-unclear", /a.jsonl/],
    [
      "the same split in two formats",
      contents(["train.jsonl", "train.csv"]),
      {},
      "files-unclear",
      /several formats, maybe the same data. There are train.csv, train.jsonl/,
    ],
    ["no data", contents(["model.safetensors"]), {}, "files-unclear", /it has no data files/],
    ["a subset of none", sharded, { subset: "en" }, "subset-unclear", /declares no subsets/],
  ])("%s is a question", (_, given, choice, code, message) => {
    expect(() => chooseFiles(given, { ...choice, extensions })).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });
});

describe("the README's configs", () => {
  const paths = ["raw/b.jsonl", "raw/a.jsonl", "raw/held.jsonl", "en/train.csv", "en/test.csv"];
  const head = `configs:
- config_name: chat
  data_files:
  - split: train
    path: ["raw/[ab].jsonl", "./raw/b.jsonl"]
  - split: held
    path: raw/held.jsonl
- config_name: en
  data_dir: en
  default: true`;

  test("its globs, each file once", () => {
    const chosen = chooseFiles(contents(paths, head), { extensions, subset: "chat" });
    expect(chosen.paths).toEqual(["raw/a.jsonl", "raw/b.jsonl"]);
    expect(chosen.why).toBe("split train of the subset chat; other splits: held");
  });

  test("the default subset, by names of files below its folder", () => {
    expect(chooseFiles(contents(paths, head), { extensions }).paths).toEqual(["en/train.csv"]);
  });

  test("paths without a split are train", () => {
    const one = contents(paths, 'configs:\n- config_name: default\n  data_files: "raw/*"');
    expect(chooseFiles(one, { extensions }).paths).toEqual(["raw/a.jsonl", "raw/b.jsonl", "raw/held.jsonl"]);
  });

  test.each([
    [
      "no default",
      "configs:\n- config_name: a\n- config_name: b",
      {},
      /subsets a, b, and none is its default.*--subset a/,
    ],
    ["another subset", "configs:\n- config_name: a", { subset: "c" }, /subsets a, and none is called c/],
    [
      "files that are not there",
      "configs:\n- config_name: a\n  data_files: nowhere/*",
      {},
      /declares the split train, and no file fits that/,
    ],
  ])("%s is a question", (_, configs, choice, message) => {
    expect(() => chooseFiles(contents(paths, configs), { ...choice, extensions })).toThrow(message);
  });

  test.each([
    ["no YAML", "configs: [", /its head is not YAML/],
    ["no list", "configs: 7", /configs should be a list/],
    ["an entry without a path", "configs:\n- data_files:\n  - split: train", /wants split and path/],
    ["a split twice", "configs:\n- data_files:\n  - {split: a, path: x}\n  - {split: a, path: y}", /the split a twice/],
  ])("%s is refused", (_, configs, message) => {
    expect(() => contents(paths, configs)).toThrow(
      expect.objectContaining({ code: "dataset-card-broken", message: expect.stringMatching(message) }),
    );
  });
});

describe("a path", () => {
  const some = contents(["a/x.jsonl", "a/y.csv", "a/z.png", "b [1].jsonl"]);

  test.each([
    ["a/x.jsonl", ["a/x.jsonl"]],
    ["b [1].jsonl", ["b [1].jsonl"]],
    ["a", ["a/x.jsonl", "a/y.csv"]],
    ["a/", ["a/x.jsonl", "a/y.csv"]],
    ["**/*.jsonl", ["a/x.jsonl", "b [1].jsonl"]],
    ["a/z.png", ["a/z.png"]],
  ])("%s", (path, files) => {
    expect(filesAt(some, path, { extensions }).paths).toEqual(files);
  });

  test("that nothing fits is a question", () => {
    expect(() => filesAt(some, "c/*.jsonl", { extensions })).toThrow(/no data file fits c\/\*.jsonl. There are a\/x/);
  });
});
