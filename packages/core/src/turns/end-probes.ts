import type { Conversation } from "../contracts/conversation.ts";
import type { Message } from "../contracts/message.ts";
import type { Rendering } from "../contracts/rendering.ts";
import { RowError } from "../errors/row-error.ts";
import { pythonJson } from "../json/python-json.ts";
import type { Markup } from "./markup.ts";
import { Prefix } from "./prefix.ts";
import { placeTurn } from "./turn-place.ts";

/** Prints a conversation by the template in use; `endBefore`: see `RenderOptions`. */
export type RenderConversation = (
  conversation: Conversation,
  addGenerationPrompt: boolean,
  endBefore?: readonly number[],
) => Rendering;

/** What a template prints between the last data of a turn and the end of its stop token, once a message follows. */
export interface EndProbes {
  /**
   * For a turn of this kind, with these template arguments. Rendered once for each kind, with a small conversation, so that a row's
   * result depends on no other row.
   *
   * @param turn the turn's last message
   * @returns null if no stop token is printed
   */
  endOf(turn: Message, conversation: Conversation, markup: Markup): string | null;
}

/** Arguments can hold documents, other ones in every row. */
const KINDS_KEPT = 1000;

const CALL = {
  id: "call12345",
  type: "function",
  function: { name: "look_up", arguments: { word: "probe" } },
};
const TOOL = {
  type: "function",
  function: {
    name: "look_up",
    description: "Looks up a word",
    parameters: { type: "object", properties: { word: { type: "string" } }, required: ["word"] },
  },
};
const QUESTION: Message = { role: "user", content: "A question?" };
const RESULT: Message = { role: "tool", name: "look_up", tool_call_id: "call12345", content: "A result." };

/** `render`: as rows are rendered. */
export function createEndProbes(render: RenderConversation): EndProbes {
  const known = new Map<string, string | null>();
  return {
    endOf(turn, conversation, markup) {
      const kind = kindOf(turn, conversation);
      const made = known.get(kind);
      if (made !== undefined) return made;
      const end = probe(render, turn, conversation, markup);
      if (known.size >= KINDS_KEPT) known.clear();
      known.set(kind, end);
      return end;
    },
  };
}

function probe(render: RenderConversation, turn: Message, conversation: Conversation, markup: Markup): string | null {
  const answer = smallAnswer(turn);
  for (const next of answer.tool_calls === undefined ? [QUESTION] : [RESULT, QUESTION]) {
    const probed: Conversation = {
      ...conversation,
      messages: [QUESTION, answer, next],
      ...(conversation.tools == null ? {} : { tools: [TOOL] }),
    };
    try {
      const prompt = new Prefix(render({ ...probed, messages: [QUESTION] }, true), "prompt-render");
      const text = new Prefix(render(probed, false), "prompt-render");
      const place = placeTurn(text, { conversation: probed, messages: [1], prompt, markup });
      if (place.end !== null) return text.slice(place.dataEnd, place.end[1]);
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
    }
  }
  return null;
}

/** An answer of the same kind, with small texts for those of the row. */
function smallAnswer(turn: Message): Message {
  const small: Record<string, Message[string]> = { role: "assistant" };
  for (const field of ["content", "reasoning_content", "thinking"]) {
    const text = turn[field];
    if (text !== undefined) small[field] = hasText(text) ? "An answer." : typeof text === "string" ? "" : null;
  }
  return { ...small, role: "assistant", ...(hasCalls(turn) ? { tool_calls: [CALL] } : {}) };
}

function kindOf(turn: Message, { tools, templateArguments }: Conversation): string {
  const { role: _role, ...fields } = smallAnswer(turn);
  return JSON.stringify(fields) + String(tools == null) + pythonJson(templateArguments ?? {});
}

function hasText(value: Message[string]): boolean {
  return typeof value === "string" ? value !== "" : Array.isArray(value) && value.length > 0;
}

function hasCalls({ tool_calls }: Message): boolean {
  return (tool_calls?.length ?? 0) > 0;
}
