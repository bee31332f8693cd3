import type { RenderingBuilder, TurnPart } from "../contracts/rendering.ts";

/** Where a piece of data stands in the conversation, as `RenderingBuilder.data` takes it. */
export interface DataPlace {
  readonly message: number;
  readonly field: string;
  readonly start: number;
}

/** Writes a turn that no model produces: its header reaches to the first data, its body from there on. */
export interface InputTurn {
  /** `field`: what the text wraps, where it stands in the body. */
  template(text: string, field?: string): void;
  data(text: string, from: DataPlace): void;
}

/**
 * Opens a turn of another role than the assistant's; its end is written past this writer.
 *
 * @example
 * import { createRenderingBuilder, openInputTurn } from "@turnwise/core";
 *
 * const builder = createRenderingBuilder();
 * const turn = openInputTurn(builder, "user", [0]);
 * turn.template("<|user|>\n");
 * turn.data("Hello", { message: 0, field: "content", start: 0 });
 * builder.template("<|end|>", "end");
 */
export function openInputTurn(builder: RenderingBuilder, role: string, messages: readonly number[]): InputTurn {
  let part: TurnPart = "header";
  builder.turn(role, messages);
  return {
    template(text, field): void {
      if (part === "body") builder.template(text, part, field);
      else builder.template(text, part);
    },
    data(text, from): void {
      if (text !== "") part = "body";
      builder.data(text, part, from);
    },
  };
}
