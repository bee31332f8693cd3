import type { RenderingBuilder, TurnPart } from "@turnwise/core";
import { closeTurn, TURN_START } from "./turn-markup.ts";

/** Where a piece of data stands in the conversation, as `RenderingBuilder.data` takes it. */
export interface DataSource {
  readonly message: number;
  readonly field: string;
  readonly start: number;
}

/** Writes a turn that no model produces: its header reaches to the first data, its body from there to the end token. */
export interface InputTurn {
  template(text: string, field?: string): void;
  data(text: string, from: DataSource): void;
  close(): void;
}

/** Opens a turn of another role than the assistant's; `opening` is what the template prints first. */
export function openInputTurn(
  builder: RenderingBuilder,
  role: string,
  messages: readonly number[],
  opening: string,
): InputTurn {
  let part: TurnPart = "header";
  builder.turn(role, messages);
  builder.template(opening, part);
  return {
    template: (text, field) => builder.template(text, part, part === "body" ? field : undefined),
    data(text, from): void {
      if (text !== "") part = "body";
      builder.data(text, part, from);
    },
    close: () => closeTurn(builder),
  };
}

/** Writes a whole turn that holds one message's content. */
export function writeContentTurn(builder: RenderingBuilder, role: string, message: number, content: string): void {
  builder.turn(role, [message]);
  builder.template(`${TURN_START}${role}\n`, "header");
  builder.data(content, "body", { message, field: "content", start: 0 });
  closeTurn(builder);
}
