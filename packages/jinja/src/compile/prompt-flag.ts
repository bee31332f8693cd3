import { PythonObject } from "../values/value.ts";

/**
 * Stands in the variables for `add_generation_prompt`, so that reading it can be noticed and its value changed while an ending is
 * tried. Names that read it give the value that the rendering has for it; templates never see this object.
 */
class PromptFlag extends PythonObject {
  readonly typeName = "bool";

  text(): string {
    return "";
  }
}

export const PROMPT_FLAG: PythonObject = new PromptFlag();
export const PROMPT_NAME = "add_generation_prompt";
