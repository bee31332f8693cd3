import { createRequire } from "node:module";

/** This package's version, from its package.json. */
export function turnwiseVersion(): string {
  const manifest: unknown = createRequire(import.meta.url)("../package.json");
  return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "?";
}
