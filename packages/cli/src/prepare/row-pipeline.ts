import type { Preprocessor, RowAdapter, Turnwise } from "@turnwise/core";
import type { RowPipeline } from "@turnwise/run";
import { openSource, type OpenSource } from "./open-source.ts";
import { prepareRow } from "./prepare-row.ts";

/** What workers do with rows: read them, adapt them, prepare them. */
export function createRowPipeline(turnwise: Turnwise, preprocessor: Preprocessor, maxRowBytes: number): RowPipeline {
  const adapter = turnwise.registry.get<RowAdapter>("row adapter", "messages");
  const sources = new Map<string, Promise<OpenSource>>();
  const sourceOf = (path: string, name: string): Promise<OpenSource> => {
    const known = sources.get(path) ?? openSource(turnwise, path, name);
    sources.set(path, known);
    return known;
  };
  return {
    weighted: preprocessor.weighted,
    async *read({ path, name, range }, signal) {
      const { input, reader } = await sourceOf(path, name);
      yield* reader.read(input, { maxRowBytes, signal, ...(range !== null && { range }) });
    },
    prepare: ({ name, range }, { line, value, position }) =>
      prepareRow(
        range === null ? `${name}, line ${line}` : `${name}, the line at byte ${position}`,
        preprocessor,
        adapter,
        value,
      ),
  };
}
