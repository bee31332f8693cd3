import type { Rendering, RenderingBuilder, Turn, TurnPart } from "../contracts/rendering.ts";
import { allocateColumns } from "./allocate-columns.ts";
import { createRendering } from "./create-rendering.ts";
import { NO_FIELD, partCode } from "./turn-parts.ts";

/**
 * The one writer of renderings, so that their parallel columns cannot differ in length.
 *
 * @example
 * import { createRenderingBuilder } from "@turnwise/core";
 *
 * const builder = createRenderingBuilder();
 * builder.turn("user", [0]);
 * builder.data("Hello", "body", { message: 0, field: "content", start: 0 });
 * builder.finish().text; // Hello
 */
export function createRenderingBuilder(): RenderingBuilder {
  let text = "";
  const columns = {
    end: [] as number[],
    origin: [] as number[],
    part: [] as number[],
    turn: [] as number[],
    message: [] as number[],
    field: [] as number[],
    sourceStart: [] as number[],
  };
  const fields: string[] = [];
  const fieldCodes = new Map<string, number>();
  const turns: Turn[] = [];

  function append(
    piece: string,
    origin: number,
    part: TurnPart | null,
    message: number,
    field: string | null,
    start: number,
  ): void {
    if (piece === "") return;
    text += piece;
    columns.end.push(text.length);
    columns.origin.push(origin);
    columns.part.push(partCode(part));
    columns.turn.push(part === "preamble" || part === "generation-prompt" ? -1 : turns.length - 1);
    columns.message.push(message);
    columns.field.push(field === null ? NO_FIELD : fieldCode(field));
    columns.sourceStart.push(start);
  }
  function fieldCode(field: string): number {
    const known = fieldCodes.get(field);
    if (known !== undefined) return known;
    if (fields.length === NO_FIELD) return NO_FIELD;
    fieldCodes.set(field, fields.length);
    return fields.push(field) - 1;
  }

  return {
    turn: (role, messages) => void turns.push({ role, messages }),
    template: (piece, part, field, message = -1) => append(piece, 0, part, message, field ?? null, -1),
    data: (piece, part, from) => append(piece, 1, part, from.message, from.field, from.start),
    finish(traced): Rendering {
      const segments = allocateColumns(columns.end.length);
      segments.end.set(columns.end);
      segments.origin.set(columns.origin);
      segments.part.set(columns.part);
      segments.turn.set(columns.turn);
      segments.message.set(columns.message);
      segments.field.set(columns.field);
      segments.sourceStart.set(columns.sourceStart);
      return createRendering({
        text,
        segments,
        fields,
        turns,
        provenance: traced === undefined ? "parts" : "origins",
        generated: traced?.generated ?? null,
        trace: traced?.trace ?? null,
      });
    },
  };
}
