import { openInputTurn, TemplateError, writePieces, type Message, type RenderingBuilder } from "@turnwise/core";
import { trimmedContent, type ContentForm } from "./content-pieces.ts";
import { USER_TOOLS_INTRODUCTION, writeToolDefinitions, type OfferedTools } from "./tool-definitions.ts";

/** How a template prints the first message of a dialogue when the tools stand in it. */
export interface UserTurnStyle {
  readonly family: string;
  readonly header: string;
  readonly end: string;
  /** What the template reads here. */
  readonly reads: ContentForm;
}

/**
 * Writes the first message of the dialogue, whatever its role, as the user's, with the tools before its text.
 *
 * @throws {TemplateError} in the templates' words, if there is no such message
 */
export function writeToolsWithUser(
  builder: RenderingBuilder,
  style: UserTurnStyle,
  tools: OfferedTools,
  messages: readonly Message[],
  index: number,
): void {
  const message = messages[index];
  if (message === undefined) {
    throw new TemplateError(
      "Cannot put tools in the first user message when there's no first user message! " +
        `${style.family}: add a user message, or leave the tools out.`,
    );
  }
  const turn = openInputTurn(builder, "user", [index]);
  turn.template(style.header);
  writeToolDefinitions(turn, USER_TOOLS_INTRODUCTION, tools);
  writePieces(trimmedContent(style.family, message, index, style.reads), index, turn.data);
  builder.template(style.end, "end");
}
