import type { RenderingBuilder } from "@turnwise/core";
import { closeTurn, turnHeader } from "./turn-markup.ts";

/** Writes a whole turn that holds one message's content. */
export function writeContentTurn(builder: RenderingBuilder, role: string, message: number, content: string): void {
  builder.turn(role, [message]);
  builder.template(turnHeader(role), "header");
  builder.data(content, "body", { message, field: "content", start: 0 });
  closeTurn(builder);
}
