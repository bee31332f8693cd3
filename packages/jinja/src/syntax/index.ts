export * from "./children.ts";
export * from "./newlines.ts";
export * from "./nodes.ts";
export * from "./parse-template.ts";
export { locate, positionOf } from "./position.ts";
