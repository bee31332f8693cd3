import {
  isJsonArray,
  pythonJson,
  pythonTruth,
  TemplateError,
  type Conversation,
  type InputTurn,
  type Json,
} from "@turnwise/core";

/** The tools that a conversation offers, and where the template prints them. */
export interface OfferedTools {
  readonly definitions: readonly Json[];
  /** `custom_tools` if the template argument of that name is given; it wins. */
  readonly field: "tools" | "custom_tools";
  readonly inUserMessage: boolean;
}

/**
 * The tools of a conversation, null for none; an empty list is not none.
 *
 * @throws {TemplateError} for tools that are not a list
 */
export function offeredTools(family: string, conversation: Conversation): OfferedTools | null {
  const given = conversation.templateArguments;
  const custom = given?.["custom_tools"];
  const definitions = custom === undefined ? conversation.tools : custom;
  if (definitions === undefined || definitions === null) return null;
  const field = custom === undefined ? "tools" : "custom_tools";
  if (!isJsonArray(definitions)) {
    throw new TemplateError(`${family}: ${field} is not a list. Give a list of tool definitions.`);
  }
  const inUserMessage = given?.["tools_in_user_message"];
  return { definitions, field, inUserMessage: inUserMessage === undefined || pythonTruth(inUserMessage) };
}

const RESPOND =
  'Respond in the format {"name": function name, "parameters": dictionary of argument name and its value}.' +
  "Do not use variables.\n\n";

/** How the system message introduces tools. */
export const SYSTEM_TOOLS_INTRODUCTION: string = `You have access to the following functions. To call a function, please respond with JSON for a function call.${RESPOND}`;

/** How the first user message introduces tools. */
export const USER_TOOLS_INTRODUCTION: string =
  "Given the following functions, please respond with a JSON for a function call " +
  `with its proper arguments that best answers the given prompt.\n\n${RESPOND}`;

export function writeToolDefinitions(turn: InputTurn, introduction: string, tools: OfferedTools): void {
  turn.template(introduction, tools.field);
  for (const [index, definition] of tools.definitions.entries()) {
    const field = `${tools.field}[${index}]`;
    turn.data(pythonJson(definition, { indent: 4 }), { message: -1, field, start: -1 });
    turn.template("\n\n", tools.field);
  }
}
