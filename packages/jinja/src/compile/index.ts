export { compileTemplate } from "./compile-template.ts";
