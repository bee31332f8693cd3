export { compileTemplate } from "./compile/compile-template.ts";
export {
  JinjaError,
  LimitError,
  RaisedError,
  TemplateRuntimeError,
  TemplateSyntaxError,
  type PythonError,
  type TemplatePosition,
} from "./errors.ts";
export { DEFAULT_LIMITS, type Limits } from "./limits.ts";
export type {
  CompileOptions,
  Ending,
  MessageTrace,
  RenderOptions,
  RenderResult,
  Segment,
  Template,
} from "./template.ts";
