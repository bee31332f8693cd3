import {
  isJsonArray,
  isJsonObject,
  valueAt,
  type Conversation,
  type Json,
  type Message,
  type Rendering,
  type Segment,
} from "@turnwise/core";

/** All segments of a rendering, in order. */
export function segmentsOf(rendering: Rendering): readonly Segment[] {
  return Array.from({ length: rendering.segmentCount }, (_, index) => rendering.segment(index));
}

/**
 * Body and end of every assistant turn, joined: the text that the mask `assistant` trains. A turn whose tool call the
 * template does not print is left out.
 */
export function trainedTexts(rendering: Rendering, conversation: Conversation): readonly string[] {
  const segments = segmentsOf(rendering);
  return rendering.turns.flatMap((turn, index) => {
    if (turn.role !== "assistant") return [];
    const own = segments.filter((segment) => segment.turn === index);
    const called = turn.messages.flatMap((message) => callNames(conversation.messages[message]));
    const printed = own.filter(({ field }) => field?.startsWith("tool_calls")).map(({ text }) => text);
    if (called.some((name) => !printed.some((text) => text.includes(name)))) return [];
    const trained = own.filter(({ part }) => part === "body" || part === "end");
    return [trained.map(({ text }) => text).join("")];
  });
}

function callNames(message: Message | undefined): readonly string[] {
  const calls = message?.tool_calls;
  if (!isJsonArray(calls ?? undefined)) return [];
  return (calls ?? []).flatMap((call) => {
    const holder: Json | undefined = isJsonObject(call) ? (valueAt(call, "function") ?? call) : undefined;
    const name = isJsonObject(holder) ? valueAt(holder, "name") : undefined;
    return typeof name === "string" ? [name] : [];
  });
}
