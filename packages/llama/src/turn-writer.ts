import type { RenderingBuilder, TurnPart } from "@turnwise/core";
import type { ContentPiece } from "./content-pieces.ts";

/** Writes one turn of another role than the assistant's: header up to the first data, then body. */
export interface TurnWriter {
  /** `field`: what the text wraps, where it stands in the body. */
  template(text: string, field?: string): void;
  data(text: string, from: { readonly message: number; readonly field: string; readonly start: number }): void;
  pieces(pieces: readonly ContentPiece[], message: number): void;
  end(text: string): void;
}

export function openTurn(builder: RenderingBuilder, role: string, messages: readonly number[]): TurnWriter {
  let part: TurnPart = "header";
  builder.turn(role, messages);
  const writer: TurnWriter = {
    template(text, field): void {
      if (part === "body") builder.template(text, part, field);
      else builder.template(text, part);
    },
    data(text, from): void {
      if (text !== "") part = "body";
      builder.data(text, part, from);
    },
    pieces(pieces, message): void {
      for (const { text, field, start } of pieces) writer.data(text, { message, field, start });
    },
    end: (text) => builder.template(text, "end"),
  };
  return writer;
}
