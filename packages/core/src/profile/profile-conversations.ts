import type { Conversation } from "../contracts/conversation.ts";
import type { Json } from "../contracts/json.ts";
import type { Message } from "../contracts/message.ts";
import type { ProfileChat } from "./template-profile.ts";

/** Words that no template has, so that they can be told from its own. */
const [SYSTEM, FIRST, SECOND, THIRD] = ["sysm", "qone", "qtwo", "qthree"];

export const FUNCTION_NAME = "get_weather";

const TOOLS: readonly Json[] = [
  {
    type: "function",
    function: {
      name: FUNCTION_NAME,
      description: "Weather of a city",
      parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
    },
  },
];

function user(content: string): Message {
  return { role: "user", content };
}

function assistant(content: string, reasoning?: string): Message {
  const message: Message = { role: "assistant", content };
  return reasoning === undefined ? message : { ...message, thinking: reasoning, reasoning_content: reasoning };
}

function system(content: string): Message {
  return { role: "system", content };
}

const CALL: Message = {
  role: "assistant",
  content: "",
  tool_calls: [{ id: "call12345", type: "function", function: { name: FUNCTION_NAME, arguments: { city: "Paris" } } }],
};

const RESULT: Message = { role: "tool", name: FUNCTION_NAME, tool_call_id: "call12345", content: "21 degrees" };

/** Small conversations that show what a template does. */
export const CONVERSATIONS: Readonly<Record<ProfileChat, Conversation>> = {
  plain: { messages: [user(FIRST), assistant("aone")] },
  "two turns": { messages: [user(FIRST), assistant("aone"), user(SECOND), assistant("atwo")] },
  system: { messages: [system(SYSTEM), user(FIRST), assistant("aone"), user(SECOND), assistant("atwo")] },
  reasoning: { messages: [user(FIRST), assistant("aone", "rone"), user(SECOND), assistant("atwo", "rtwo")] },
  "tool loop": { messages: [user(FIRST), CALL, RESULT, assistant("atwo")], tools: TOOLS },
  "tool loop, then a turn": {
    messages: [user(FIRST), CALL, RESULT, assistant("atwo"), user(THIRD), assistant("athree")],
    tools: TOOLS,
  },
  "two assistants": { messages: [user(FIRST), assistant("aone"), assistant("atwo")] },
  "empty answer": { messages: [user(FIRST), assistant("")] },
};

/** Roles that chats have, each in a conversation that most templates render: the index says which message is meant. */
export const ROLES: readonly (readonly [role: string, conversation: Conversation, message: number])[] = [
  ["system", CONVERSATIONS.system, 0],
  ["developer", { messages: [{ role: "developer", content: SYSTEM }, user(FIRST), assistant("aone")] }, 0],
  ["user", CONVERSATIONS.plain, 0],
  ["assistant", CONVERSATIONS.plain, 1],
  ["tool", CONVERSATIONS["tool loop"], 2],
];

/** The conversation with white space at both edges of a message's content. */
export function padded(conversation: Conversation, message: number): Conversation {
  return {
    ...conversation,
    messages: conversation.messages.map((each, index) =>
      index === message && typeof each.content === "string" ? { ...each, content: ` \n ${each.content} \n ` } : each,
    ),
  };
}
