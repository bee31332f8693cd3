import type { Markup } from "./markup.ts";

/** Blocks that hold reasoning, by the names in their tags. */
const REASONING_BLOCKS: readonly string[] = ["think", "thinking", "seed:think", "channel", "reasoning", "thought"];

/** What a tag does to the block that it names. */
interface BlockTag {
  readonly name: string;
  readonly does: "opens" | "closes" | "stands-alone";
}

/** Reads `<think>` `</think>`, `[THINK]` `[/THINK]`, `<|channel>` `<channel|>`, `<|START_THINKING|>` `<|END_THINKING|>`. */
function readBlockTag(tag: string): BlockTag {
  const plain = /^<(?<slash>\/?)(?<name>[\w:]+)>$|^\[(?<bar>\/?)(?<label>[A-Z_]+)\]$/.exec(tag)?.groups;
  if (plain !== undefined) {
    const name = plain["name"] ?? plain["label"] ?? "";
    return { name: name.toLowerCase(), does: plain["slash"] || plain["bar"] ? "closes" : "opens" };
  }
  const barred = /^<\|(?<opened>\w+)>$|^<(?<closed>\w+)\|>$/.exec(tag)?.groups;
  if (barred !== undefined) {
    const { opened, closed } = barred;
    return { name: opened ?? closed ?? "", does: opened === undefined ? "closes" : "opens" };
  }
  const worded = /^<\|(?<word>START|END|begin|end)_(?:of_)?(?<name>\w+)\|>$/.exec(tag)?.groups;
  if (worded !== undefined) {
    const opens = worded["word"] === "START" || worded["word"] === "begin";
    return { name: (worded["name"] ?? "").toLowerCase(), does: opens ? "opens" : "closes" };
  }
  return { name: tag, does: "stands-alone" };
}

/** A text without its closed blocks, and the names of those that it leaves open. */
export interface ReadBlocks {
  readonly rest: string;
  readonly open: readonly string[];
}

/** `a<think>b</think>c<x>` has the rest `ac<x>` and leaves `x` open. */
export function readBlocks(text: string, markup: Markup): ReadBlocks {
  const open: { readonly name: string; readonly at: number }[] = [];
  let rest = "";
  let position = 0;
  for (const tag of markup.tags(text)) {
    rest += text.slice(position, tag.start);
    position = tag.end;
    const { name, does } = readBlockTag(tag.text);
    const opened = does === "closes" ? open.findLastIndex((block) => block.name === name) : -1;
    if (opened >= 0) {
      rest = rest.slice(0, open[opened]?.at);
      open.length = opened;
      continue;
    }
    if (does === "opens") open.push({ name, at: rest.length });
    rest += tag.text;
  }
  return { rest: rest + text.slice(position), open: open.map(({ name }) => name) };
}

/** The innermost reasoning block that a text leaves open, by name; null if there is none. */
export function openReasoning(text: string, markup: Markup, further: readonly string[] = []): string | null {
  return innermostReasoning(readBlocks(text, markup).open, further);
}

/** The last of some blocks that holds reasoning. */
export function innermostReasoning(blocks: readonly string[], further: readonly string[] = []): string | null {
  return blocks.findLast((name) => REASONING_BLOCKS.includes(name) || further.includes(name)) ?? null;
}

/** Whether a text has the tag that closes a block, whoever wrote it. */
export function closesBlock(text: string, name: string, markup: Markup): boolean {
  return markup.tags(text).some((tag) => {
    const read = readBlockTag(tag.text);
    return read.does === "closes" && read.name === name;
  });
}

/** Whether a tag opens or closes a block of reasoning. */
export function isReasoningTag(tag: string): boolean {
  const { name, does } = readBlockTag(tag);
  return does !== "stands-alone" && REASONING_BLOCKS.includes(name);
}
