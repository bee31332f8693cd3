import { homedir } from "node:os";
import { join } from "node:path";

/** Where tables are kept by default: TURNWISE_CACHE (empty: nowhere), else a folder in the user's cache of the system. */
export function defaultCacheFolder(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string | null {
  const named = environment["TURNWISE_CACHE"];
  if (named !== undefined) return named === "" ? null : named;
  return join(userCache(environment, platform), "turnwise", "tokenizers");
}

function userCache(environment: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string {
  const given = environment[platform === "win32" ? "LOCALAPPDATA" : "XDG_CACHE_HOME"];
  if (given) return given;
  return join(homedir(), ...(platform === "darwin" ? ["Library", "Caches"] : [".cache"]));
}
