declare const TURNWISE_BPE_BUILD: string | undefined;

/**
 * Stands for the code that compiles tables: SHA-256 over this package's sources, put in by the build (`tsdown.config.ts`). Null where the
 * sources run as they are, and may change under a cache.
 */
export const BUILD: string | null = typeof TURNWISE_BPE_BUILD === "undefined" ? null : TURNWISE_BPE_BUILD;
