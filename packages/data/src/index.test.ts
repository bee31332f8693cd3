import { expect, test } from "vitest";
import plugin, * as data from "./index.ts";

test("the plug-in names what the package exports", () => {
  expect(Object.keys(data).toSorted()).toEqual([
    "arrowReader",
    "arrowWriter",
    "chooseReader",
    "csvReader",
    "default",
    "jsonReader",
    "jsonlReader",
    "jsonlWriter",
    "messagesAdapter",
    "openInput",
    "parquetReader",
    "parquetWriter",
  ]);
  expect(plugin).toMatchObject({ name: "@turnwise/data", contract: 1 });
  expect(plugin.readers).toEqual([
    data.jsonlReader,
    data.jsonReader,
    data.parquetReader,
    data.arrowReader,
    data.csvReader,
  ]);
  expect(plugin.rowAdapters).toEqual([data.messagesAdapter]);
  expect(plugin.writers).toEqual([data.parquetWriter, data.arrowWriter, data.jsonlWriter]);
});
