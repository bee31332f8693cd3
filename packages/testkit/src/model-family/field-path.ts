import { isJsonArray, isJsonObject, valueAt, type Conversation, type Json } from "@turnwise/core";

/** `tool_calls[0].function.name` as `["tool_calls", "0", "function", "name"]`. */
export function stepsOf(path: string): readonly string[] {
  return path.split(/[.[]/).map((step) => step.replace(/\]$/, ""));
}

/** Whether a path leads to a place, or to something that holds it. */
export function leadsTo(path: string, place: string): boolean {
  const steps = stepsOf(path);
  const wanted = stepsOf(place);
  return steps.length <= wanted.length && steps.every((step, index) => step === wanted[index]);
}

/** What stands at a path of a message; of the tools and template arguments if `message` is -1. */
export function valueAtPath(conversation: Conversation, message: number, path: string): Json | undefined {
  const { messages, tools, templateArguments } = conversation;
  const outside: Json = { ...templateArguments, tools: tools ?? null };
  const holder = message < 0 ? outside : (messages[message] as Json | undefined);
  let value = holder;
  for (const step of stepsOf(path)) {
    if (isJsonObject(value)) value = valueAt(value, step);
    else if (isJsonArray(value)) value = value[Number(step)];
    else return undefined;
  }
  return value;
}
