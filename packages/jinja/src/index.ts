export { compileTemplate } from "./compile/index.ts";
export * from "./errors.ts";
export { DEFAULT_LIMITS, type Limits } from "./limits.ts";
export type * from "./template.ts";
