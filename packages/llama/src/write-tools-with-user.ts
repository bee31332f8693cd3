import { TemplateError, type Message, type RenderingBuilder } from "@turnwise/core";
import { contentPieces, trimPieces } from "./content-pieces.ts";
import { USER_TOOLS_INTRODUCTION, writeToolDefinitions, type OfferedTools } from "./tool-definitions.ts";
import { openTurn } from "./turn-writer.ts";

/** How a template prints the first message of a dialogue when the tools stand in it. */
export interface UserTurn {
  readonly family: string;
  readonly header: string;
  readonly end: string;
  /** Whether the template reads content parts here. */
  readonly readsParts: boolean;
}

/**
 * Writes the first message of the dialogue, whatever its role, as the user's, with the tools before its text.
 *
 * @throws {TemplateError} in the templates' words, if there is no such message
 */
export function writeToolsWithUser(
  builder: RenderingBuilder,
  turn: UserTurn,
  tools: OfferedTools,
  messages: readonly Message[],
  index: number,
): void {
  const message = messages[index];
  if (message === undefined) {
    throw new TemplateError(
      "Cannot put tools in the first user message when there's no first user message! " +
        `${turn.family}: add a user message, or leave the tools out.`,
    );
  }
  const writer = openTurn(builder, "user", [index]);
  writer.template(turn.header);
  writeToolDefinitions(writer, USER_TOOLS_INTRODUCTION, tools);
  writer.pieces(trimPieces(contentPieces(turn.family, message, index, turn.readsParts)), index);
  writer.end(turn.end);
}
