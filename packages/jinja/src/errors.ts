/** Where in a template. Lines and columns count from 1, columns in code points. */
export interface TemplatePosition {
  /** As given to `compileTemplate`. */
  readonly template: string;
  readonly line: number;
  readonly column: number;
  /** The line itself. */
  readonly source: string;
}

/** Whatever a template can do wrong. The position is added by the code that knows the template's source. */
export class JinjaError extends Error {
  override readonly name: string = "JinjaError";
  position: TemplatePosition | null = null;
  /** The message without its position. */
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** The template cannot be read. */
export class TemplateSyntaxError extends JinjaError {
  override readonly name: string = "TemplateSyntaxError";
}

/** The names of Python's exceptions that rendering can end with. */
export type PythonError =
  | "TypeError"
  | "ValueError"
  | "KeyError"
  | "LookupError"
  | "IndexError"
  | "AttributeError"
  | "ZeroDivisionError"
  | "OverflowError"
  | "UnicodeEncodeError"
  | "UnicodeDecodeError"
  | "StopIteration"
  | "UndefinedError"
  | "SecurityError"
  | "AssertionError"
  | "RuntimeError"
  | "FilterArgumentError"
  | "TemplateRuntimeError"
  | "TemplateAssertionError";

/** Rendering fails where Python's fails, too; `kind` names Python's exception. */
export class TemplateRuntimeError extends JinjaError {
  override readonly name: string = "TemplateRuntimeError";
  readonly kind: PythonError;

  constructor(kind: PythonError, reason: string) {
    super(reason);
    this.kind = kind;
  }
}

/** The template itself refuses its input: `raise_exception(message)`. */
export class RaisedError extends JinjaError {
  override readonly name: string = "RaisedError";
}

/** The template needs more than it is allowed: a limit that Python does not have. */
export class LimitError extends JinjaError {
  override readonly name: string = "LimitError";
}
