import type { Conversation, Message } from "@turnwise/core";

const tool = {
  type: "function",
  function: {
    name: "get_weather",
    description: "Weather of a city",
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
};
const call = { id: "call12345", type: "function", function: { name: "get_weather", arguments: { city: "Paris" } } };
const result: Message = { role: "tool", name: "get_weather", tool_call_id: "call12345", content: "21 degrees" };

function user(content: string): Message {
  return { role: "user", content };
}

function assistant(content: string, fields: Partial<Message> = {}): Message {
  return { role: "assistant", content, ...fields };
}

/** The shapes that conversations have, small: the first word of a name stands in the table's head. */
export const CONVERSATIONS: Readonly<Record<string, Conversation>> = {
  "a (one turn)": { messages: [user("qone"), assistant("aone")] },
  "a2 (two turns)": { messages: [user("qone"), assistant("aone"), user("qtwo"), assistant("atwo")] },
  "b (a2 behind a system message)": {
    messages: [{ role: "system", content: "sysm" }, user("qone"), assistant("aone"), user("qtwo"), assistant("atwo")],
  },
  "c (a2 with reasoning)": {
    messages: [
      user("qone"),
      assistant("aone", { reasoning_content: "rone" }),
      user("qtwo"),
      assistant("atwo", { reasoning_content: "rtwo" }),
    ],
  },
  "d (tool call, result, answer)": {
    messages: [user("qone"), assistant("", { tool_calls: [call] }), result, assistant("atwo")],
    tools: [tool],
  },
  "d2 (d and one more turn)": {
    messages: [
      user("qone"),
      assistant("", { tool_calls: [call] }),
      result,
      assistant("atwo"),
      user("qthree"),
      assistant("athree"),
    ],
    tools: [tool],
  },
  "e (two answers in a row)": { messages: [user("qone"), assistant("aone"), assistant("atwo")] },
  "f (empty answer)": { messages: [user("qone"), assistant("")] },
  "g (white space at the edges of a2's answers)": {
    messages: [user("qone"), assistant(" \n aone \n\n"), user("qtwo"), assistant("\n  atwo ")],
  },
};
