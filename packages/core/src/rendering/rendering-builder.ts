import type { Rendering, RenderingBuilder, Traced, Turn, TurnPart } from "../contracts/rendering.ts";
import { createRendering } from "./create-rendering.ts";
import type { DataPlace } from "./input-turn.ts";
import { SegmentWriter } from "./segment-writer.ts";
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
  return new SegmentedText();
}

/** Few enough fields to look through; more are found in a map. */
const FEW_FIELDS = 8;

class SegmentedText implements RenderingBuilder {
  #text = "";
  readonly #segments = new SegmentWriter();
  readonly #fields: string[] = [];
  #codes: Map<string, number> | null = null;
  readonly #turns: Turn[] = [];

  turn(role: string, messages: readonly number[]): void {
    this.#turns.push({ role, messages });
  }

  template(piece: string, part: TurnPart | null, field: string | null = null, message: number = -1): void {
    this.#append(piece, 0, part, message, field, -1);
  }

  data(piece: string, part: TurnPart | null, { message, field, start }: DataPlace): void {
    this.#append(piece, 1, part, message, field, start);
  }

  finish(traced?: Traced): Rendering {
    return createRendering({
      text: this.#text,
      segments: this.#segments.finish(),
      fields: this.#fields,
      turns: this.#turns,
      provenance: traced === undefined ? "parts" : "origins",
      generated: traced?.generated ?? null,
      trace: traced?.trace ?? null,
    });
  }

  #append(
    piece: string,
    origin: number,
    part: TurnPart | null,
    message: number,
    field: string | null,
    start: number,
  ): void {
    if (piece === "") return;
    this.#text += piece;
    const turn = part === "preamble" || part === "generation-prompt" ? -1 : this.#turns.length - 1;
    const code = field === null ? NO_FIELD : this.#fieldCode(field);
    this.#segments.push(this.#text.length, origin, partCode(part), turn, message, code, start);
  }

  #fieldCode(field: string): number {
    const fields = this.#fields;
    const known = fields.length > FEW_FIELDS ? this.#codeByName(field) : fields.indexOf(field);
    if (known >= 0) return known;
    if (fields.length === NO_FIELD) return NO_FIELD;
    this.#codes?.set(field, fields.length);
    return fields.push(field) - 1;
  }

  #codeByName(field: string): number {
    this.#codes ??= new Map(this.#fields.map((name, code) => [name, code]));
    return this.#codes.get(field) ?? -1;
  }
}
