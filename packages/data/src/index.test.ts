import { expect, test } from "vitest";
import plugin, * as data from "./index.ts";

test("the plug-in names what the package exports", () => {
  expect(Object.keys(data).toSorted()).toEqual([
    "alpacaAdapter",
    "arrowReader",
    "arrowWriter",
    "chooseAdapter",
    "chooseReader",
    "conversationFingerprint",
    "copiesTaken",
    "csvReader",
    "default",
    "findFiles",
    "isStandardInput",
    "jsonReader",
    "jsonlReader",
    "jsonlWriter",
    "messagesAdapter",
    "openInput",
    "parquetReader",
    "parquetWriter",
    "parseSourceName",
    "promptCompletionAdapter",
    "questionAnswerAdapter",
    "sharegptAdapter",
    "textAdapter",
  ]);
  expect(plugin).toMatchObject({ name: "@turnwise/data", contract: 1 });
  expect(plugin.readers).toEqual([
    data.jsonlReader,
    data.jsonReader,
    data.parquetReader,
    data.arrowReader,
    data.csvReader,
  ]);
  expect(plugin.rowAdapters?.map(({ name }) => name)).toEqual([
    "messages",
    "sharegpt",
    "alpaca",
    "prompt-completion",
    "question-answer",
    "text",
  ]);
  expect(plugin.writers).toEqual([data.parquetWriter, data.jsonlWriter, data.arrowWriter]);
});
