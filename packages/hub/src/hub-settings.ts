import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where the hub is, and where its files are kept. */
export interface HubSettings {
  readonly endpoint: string;
  /** The folder that holds `models--org--name`. */
  readonly cacheFolder: string;
  readonly token: string | null;
  readonly offline: boolean;
}

/** Reads the environment variables of Python's `huggingface_hub` 2.4.0 (its `constants.py`), the older names included. */
export function readHubSettings(environment: Readonly<Record<string, string | undefined>> = process.env): HubSettings {
  const value = (...names: readonly string[]): string | undefined =>
    names.map((name) => environment[name]).find((text) => text !== undefined && text !== "");
  const isOn = (name: string): boolean => /^(1|on|yes|true)$/i.test(environment[name] ?? "");
  const home = expand(
    value("HF_HOME") ?? join(value("XDG_CACHE_HOME") ?? join("~", ".cache"), "huggingface"),
    environment,
  );
  return {
    endpoint: (value("HF_ENDPOINT") ?? "https://huggingface.co").replace(/\/+$/, ""),
    cacheFolder: expand(value("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE") ?? join(home, "hub"), environment),
    token:
      value("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")?.trim() ??
      (isOn("HF_HUB_DISABLE_IMPLICIT_TOKEN")
        ? null
        : readToken(expand(value("HF_TOKEN_PATH") ?? join(home, "token"), environment))),
    offline: isOn("HF_HUB_OFFLINE") || isOn("TRANSFORMERS_OFFLINE"),
  };
}

/** `~` and `$NAME`, as Python's `expanduser` and `expandvars`. */
function expand(path: string, environment: Readonly<Record<string, string | undefined>>): string {
  return path
    .replace(/^~(?=$|[/\\])/, () => homedir())
    .replaceAll(
      /\$(?:(\w+)|\{(\w+)\})/g,
      (whole: string, bare?: string, braced?: string) => environment[bare ?? braced ?? ""] ?? whole,
    );
}

/** What `hf auth login` has stored. */
function readToken(path: string): string | null {
  try {
    return readFileSync(path, "utf8").trim() || null;
  } catch {
    return null;
  }
}
