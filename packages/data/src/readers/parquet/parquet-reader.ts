import type { AsyncBuffer, FileMetaData, RowGroup, SchemaTree } from "hyparquet";
import type { DatasetInput, DatasetPart, DatasetReader, RandomAccess, ReadOptions, SourceRecord } from "@turnwise/core";
import { broken } from "../../inputs/input-failure.ts";
import { columnarRecord } from "../columnar/columnar-record.ts";
import { rowGroupRows } from "./row-group-rows.ts";
import { loadParquet, type ParquetLibrary } from "./library.ts";
import { rowType } from "./parquet-types.ts";

const LARGEST_FOOTER = 256 << 20;

/**
 * Reads Parquet, page by page: nested lists of structs too, with snappy, gzip, brotli, lz4 and zstd. Numbers with a fraction keep
 * their point, JSON columns are parsed, and null fields of inner structs are left out (`schema-padding`). Memory: a page of each
 * column, however large the row groups are.
 *
 * @throws {InputOutputError} `input-unreadable`; `input-broken` names the row group, the column and the byte of the page
 * @throws the signal's reason, once it is aborted
 * @example
 * import { openInput, parquetReader } from "@turnwise/data";
 *
 * for await (const record of parquetReader.read(await openInput("chats.parquet"), { maxRowBytes: 64 * 1024 * 1024 })) {
 *   if (record.kind === "row") console.log(record.position, record.value);
 * }
 */
export const parquetReader: DatasetReader = {
  name: "parquet",
  description: "Parquet, with nested lists of structs",
  extensions: [".parquet"],
  unit: "record",
  recognises: ({ head }) => head[0] === 0x50 && head[1] === 0x41 && head[2] === 0x52 && head[3] === 0x31,
  parts,
  read,
};

/** Row groups. */
async function parts(input: DatasetInput): Promise<readonly DatasetPart[]> {
  const library = await loadParquet();
  const file = await input.open();
  try {
    const { row_groups: groups } = await readMetadata(input.name, file, library);
    return groups.map((group) => ({ records: Math.max(0, Number(group.num_rows)), bytes: sizeOf(group) }));
  } finally {
    await file.close();
  }
}

function sizeOf({ columns }: RowGroup): number {
  return columns.reduce((sum, { meta_data: meta }) => sum + Number(meta?.total_compressed_size ?? 0), 0);
}

async function* read(
  input: DatasetInput,
  { maxRowBytes, signal, range = { start: 0 } }: ReadOptions,
): AsyncGenerator<SourceRecord> {
  const { start, end = Number.POSITIVE_INFINITY } = range;
  signal?.throwIfAborted();
  const library = await loadParquet();
  const file = await input.open(signal);
  try {
    const metadata = await readMetadata(input.name, file, library);
    const schema = library.parquetSchema(metadata);
    const type = rowType(schema);
    let number = 0;
    for (const [index, group] of metadata.row_groups.entries()) {
      if (number >= end) return;
      const rows = Number(group.num_rows);
      if (number + rows <= start) {
        number += rows;
        continue;
      }
      const place = { name: input.name, index, firstRow: number };
      for await (const values of rowGroupRows(file, library, schema, group, place)) {
        signal?.throwIfAborted();
        number += 1;
        if (number <= start) continue;
        if (number > end) return;
        yield columnarRecord({ line: number - start, position: number }, type, values, maxRowBytes);
      }
    }
  } finally {
    await file.close();
  }
}

export type { RowGroup, SchemaTree };

async function readMetadata(
  name: string,
  file: RandomAccess,
  { parquetMetadataAsync }: ParquetLibrary,
): Promise<FileMetaData> {
  const footer = file.size < 12 ? new Uint8Array() : await file.read(file.size - 8, file.size);
  const view = new DataView(footer.buffer, footer.byteOffset, footer.byteLength);
  if (footer.length < 8 || view.getUint32(4, true) !== 0x31524150) {
    throw broken(
      name,
      `a Parquet file ends with its schema and "PAR1", and this one does not (${file.size} bytes). It was cut off: fetch or write it again.`,
    );
  }
  const length = view.getUint32(0, true);
  if (length > Math.min(file.size - 12, LARGEST_FOOTER)) {
    throw broken(
      name,
      `its footer should have ${length} bytes, of a file of ${file.size}. The file is damaged: fetch or write it again.`,
    );
  }
  const buffer: AsyncBuffer = {
    byteLength: file.size,
    async slice(start, end = file.size) {
      return Uint8Array.from(await file.read(start, end)).buffer;
    },
  };
  try {
    return await parquetMetadataAsync(buffer, { geoparquet: false });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw broken(
      name,
      `its footer cannot be understood (${reason}). The file is damaged: fetch or write it again.`,
      cause,
    );
  }
}
