import type { CompiledTokenizer } from "../load/compile-tokenizer.ts";
import type { LoadedFiles } from "../load/tokenizer-files.ts";
import { BUILD } from "./build.ts";
import { defaultCacheFolder } from "./cache-folder.ts";
import { digest, TableCache } from "./table-cache.ts";
import type { TableOrigin } from "./table-file.ts";

/**
 * The tables of a tokenizer.json, from the cache if they are there, else compiled, and kept.
 *
 * @param folder undefined: the default one, of a build; none where the sources run as they are
 */
export async function cachedTokenizer(
  files: LoadedFiles,
  folder: string | undefined,
  compile: () => CompiledTokenizer,
): Promise<CompiledTokenizer> {
  const place = folder ?? (BUILD === null ? null : defaultCacheFolder());
  if (place === null) return compile();
  const cache = new TableCache(place);
  const origin: TableOrigin = {
    source: files.tokenizerJsonHash ?? Buffer.from(digest(files.tokenizerJson)).toString("hex"),
    build: BUILD ?? "sources",
  };
  const known = await cache.read(origin);
  if (known !== null) return known;
  const tables = compile();
  await cache.write(tables, origin);
  return tables;
}
