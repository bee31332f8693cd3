import { RowError, type TemplateRenderer } from "@turnwise/core";

/** A value that is nested deeper than the stack ends the row, not the run: its rendering throws a RowError `nested-too-deep`. */
export function orTooDeep(render: TemplateRenderer["render"]): TemplateRenderer["render"] {
  return (conversation, options) => {
    try {
      return render(conversation, options);
    } catch (error) {
      if (!(error instanceof RangeError && error.message.includes("call stack"))) throw error;
      throw new RowError("nested-too-deep", "a value is nested too deep to be printed; leave the row out", undefined, {
        cause: error,
      });
    }
  };
}
