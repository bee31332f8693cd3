import type { Compressors, ParquetParsers } from "hyparquet";
import type * as Hyparquet from "hyparquet";
import type { assembleNested } from "hyparquet/src/assemble.js";
import type { decompressPage } from "hyparquet/src/datapage.js";
import { textOf } from "../columnar/invalid-text.ts";
import { loadCodecs } from "./codecs.ts";
import type { PageDecoder } from "./leaf-pages.ts";

/** What of hyparquet is used, and how it makes values. */
export interface ParquetLibrary extends PageDecoder {
  readonly parquetMetadataAsync: typeof Hyparquet.parquetMetadataAsync;
  readonly parquetSchema: typeof Hyparquet.parquetSchema;
  readonly assembleNested: typeof assembleNested;
  readonly decompressPage: typeof decompressPage;
  readonly compressors: Compressors;
  readonly parsers: ParquetParsers;
}

/** Loads hyparquet, when the first Parquet file is read. */
export async function loadParquet(): Promise<ParquetLibrary> {
  const [
    { parquetMetadataAsync, parquetSchema },
    { parquetHeader, readPage },
    { convert, DEFAULT_PARSERS },
    { assembleNested: assemble },
    { decompressPage: decompress },
    compressors,
  ] = await Promise.all([
    import("hyparquet"),
    import("hyparquet/src/column.js"),
    import("hyparquet/src/convert.js"),
    import("hyparquet/src/assemble.js"),
    import("hyparquet/src/datapage.js"),
    loadCodecs(),
  ]);
  const parsers: ParquetParsers = { ...DEFAULT_PARSERS, stringFromBytes, jsonFromBytes: stringFromBytes };
  return {
    parquetMetadataAsync,
    parquetSchema,
    parquetHeader,
    readPage,
    convert,
    assembleNested: assemble,
    decompressPage: decompress,
    compressors,
    parsers,
  };
}

/** JSON is parsed later, with its numbers as written; bytes that are no UTF-8 break their row alone. */
function stringFromBytes(bytes: Uint8Array | undefined): unknown {
  return bytes === undefined ? undefined : textOf(bytes);
}
