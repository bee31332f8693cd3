import type { ColumnChunk, DecodedArray, RowGroup, SchemaTree } from "hyparquet";
import { getMaxRepetitionLevel, getTreePath } from "hyparquet/src/schema.js";
import { InputOutputError, type RandomAccess } from "@turnwise/core";
import { broken } from "../../inputs/input-failure.ts";
import { LeafPages } from "./leaf-pages.ts";
import type { ParquetLibrary } from "./library.ts";

/** Rows that are assembled at once. */
const BLOCK_ROWS = 512;

/** Where a row group is, for errors. */
export interface GroupPlace {
  /** The file's. */
  readonly name: string;
  /** From 0. */
  readonly index: number;
  /** Rows of the file before it. */
  readonly firstRow: number;
}

interface Leaf {
  readonly path: string;
  readonly pages: LeafPages;
}

/** A top-level column and the leaves under it. */
interface Column {
  readonly name: string;
  readonly tree: SchemaTree;
  readonly leaves: readonly Leaf[];
}

/** The rows of a row group, each as the values of its columns. @throws {InputOutputError} `input-broken` */
export async function* rowGroupRows(
  file: RandomAccess,
  library: ParquetLibrary,
  schema: SchemaTree,
  group: RowGroup,
  place: GroupPlace,
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const columns = orBroken(place, 0, null, () => columnsOf(file, library, schema, group));
  const leaves = columns.flatMap((column) => column.leaves);
  const rows = Number(group.num_rows);
  if (!(rows >= 0)) throw pageFault(place, 0, null, new Error("it has no number of rows"));
  for (let done = 0; done < rows;) {
    let count = Math.min(BLOCK_ROWS, rows - done);
    for (const leaf of leaves) {
      if (!(await fill(leaf, place, done))) {
        throw pageFault(place, done, leaf, new Error(`it has ${done} rows, where ${rows} were promised`));
      }
      count = Math.min(count, leaf.pages.available);
    }
    const block = columns.map(({ name, tree, leaves: own }) => {
      const values = orBroken(place, done, own[0] ?? null, () => assemble(library, tree, own, count));
      return [name, values] as const;
    });
    for (let row = 0; row < count; row++) {
      yield Object.fromEntries(block.map(([name, values]) => [name, values[row]]));
    }
    done += count;
  }
}

function columnsOf(
  file: RandomAccess,
  library: ParquetLibrary,
  schema: SchemaTree,
  group: RowGroup,
): readonly Column[] {
  return schema.children.map((tree) => {
    const chunks = group.columns.filter(({ meta_data: meta }) => meta?.path_in_schema[0] === tree.element.name);
    if (chunks.length === 0) throw new Error(`the column ${tree.element.name} is not there, or is encrypted`);
    return { name: tree.element.name, tree, leaves: chunks.map((chunk) => leafOf(file, library, schema, chunk)) };
  });
}

function leafOf(file: RandomAccess, library: ParquetLibrary, schema: SchemaTree, chunk: ColumnChunk): Leaf {
  const { meta_data: meta } = chunk;
  if (meta === undefined) throw new Error("a column has no description");
  const schemaPath = getTreePath(schema, meta.path_in_schema);
  const element = schemaPath.at(-1)?.element;
  if (element === undefined) throw new Error(`there is no column ${meta.path_in_schema.join(".")}`);
  const { compressors, decompressPage, parsers } = library;
  const dictionary = Number(meta.dictionary_page_offset ?? 0);
  const start = dictionary > 0 ? Math.min(dictionary, Number(meta.data_page_offset)) : Number(meta.data_page_offset);
  const end = start + Number(meta.total_compressed_size);
  const isSound =
    Number.isSafeInteger(start) && Number.isSafeInteger(end) && 0 <= start && start <= end && end <= file.size;
  if (!isSound) {
    throw new Error(
      `the column ${meta.path_in_schema.join(".")} should lie at bytes ${start} to ${end} of ${file.size}`,
    );
  }
  const { codec } = meta;
  const column = {
    pathInSchema: meta.path_in_schema,
    element,
    schemaPath,
    parsers,
    ...meta,
    codec: "UNCOMPRESSED",
  } as const;
  const unpack = (bytes: Uint8Array, size: number): Uint8Array => decompressPage(bytes, size, codec, compressors);
  const repeats = getMaxRepetitionLevel(schemaPath) > 0;
  return {
    path: meta.path_in_schema.join("."),
    pages: new LeafPages({ file, decoder: library, column, unpack, start, end, repeats }),
  };
}

async function fill(leaf: Leaf, place: GroupPlace, done: number): Promise<boolean> {
  try {
    return await leaf.pages.fill();
  } catch (error) {
    if (error instanceof InputOutputError) throw error;
    throw pageFault(place, done, leaf, error);
  }
}

function assemble(
  { assembleNested, parsers }: ParquetLibrary,
  tree: SchemaTree,
  leaves: readonly Leaf[],
  count: number,
): readonly unknown[] {
  const [first] = leaves;
  if (tree.children.length === 0) return first?.pages.take(count) ?? [];
  const data = new Map<string, DecodedArray>(leaves.map(({ path, pages }) => [path, pages.take(count)]));
  assembleNested(data, tree, parsers);
  const values = data.get(tree.element.name);
  if (!Array.isArray(values) || values.length !== count) throw new Error("its parts do not fit together");
  return values;
}

function orBroken<T>(place: GroupPlace, done: number, leaf: Leaf | null, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw pageFault(place, done, leaf, error);
  }
}

function pageFault({ name, index, firstRow }: GroupPlace, done: number, leaf: Leaf | null, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const where =
    leaf === null
      ? ""
      : `, column ${leaf.path}, page at byte ${leaf.pages.offset}, from record ${firstRow + done + 1} on`;
  return broken(
    name,
    `row group ${index}${where}: it cannot be understood (${reason}). The file is damaged: fetch or write it again.`,
    cause,
  );
}
