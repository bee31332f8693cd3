import { codePointCount } from "../strings/code-points.ts";
import type { JinjaError, TemplatePosition } from "../errors.ts";

/** Line and column of an offset (UTF-16 code units) in a source whose newlines are normalised. */
export function positionOf(source: string, offset: number, templateName: string): TemplatePosition {
  const place = Math.min(Math.max(offset, 0), source.length);
  const lineStart = source.lastIndexOf("\n", place - 1) + 1;
  const lineEnd = source.indexOf("\n", place);
  return {
    template: templateName,
    line: source.slice(0, lineStart).split("\n").length,
    column: codePointCount(source.slice(lineStart, place)) + 1,
    source: source.slice(lineStart, lineEnd < 0 ? source.length : lineEnd),
  };
}

/** Says where an error happened, unless it is known already; gives back the error, to be thrown. */
export function locate<E extends JinjaError>(error: E, source: string, offset: number, templateName: string): E {
  error.position ??= positionOf(source, offset, templateName);
  return error;
}
