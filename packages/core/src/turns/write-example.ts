import type { Conversation } from "../contracts/conversation.ts";
import type { Rendering } from "../contracts/rendering.ts";
import { knowsTurns, writeParts } from "./assign-parts.ts";
import type { ExampleText } from "./example-text.ts";
import type { Markup } from "./markup.ts";
import { withTurns, type PlannedExample, type PlannedTurn } from "./planned-example.ts";
import { Prefix } from "./prefix.ts";
import type { Prefixes } from "./prefixes.ts";
import { assistantBlock, type TurnBlock } from "./turn-block.ts";
import { placeByData, placeTurn } from "./turn-place.ts";

/** What writing the examples of one row takes. */
export interface Planning {
  readonly conversation: Conversation;
  readonly prefixes: Prefixes;
  /** The full rendering with its parts, if that is made already. */
  readonly full: Rendering | null;
  /** Every assistant turn, wanted or not. */
  readonly groups: readonly Pick<TurnBlock, "messages">[];
  /** Whether any of them has several messages. */
  readonly merges: boolean;
  readonly markup: Markup;
}

/** A turn that an example trains, and where it stands there. */
export interface PlacedTurn {
  readonly planned: Omit<PlannedTurn, "turn">;
  readonly block: TurnBlock;
}

/** Writes turns and parts into the text of an example. */
export function writeExample(text: ExampleText, trained: readonly PlacedTurn[], planning: Planning): PlannedExample {
  const rendering = withParts(text, trained, planning);
  const planned: PlacedTurn["planned"][] = [];
  for (const turn of trained) planned.push(turn.planned);
  return {
    rendering,
    messages: text.messages,
    composed: text.composed,
    trained: withTurns(planned, rendering.turns),
  };
}

function withParts(
  { rendering, messages }: ExampleText,
  trained: readonly PlacedTurn[],
  planning: Planning,
): Rendering {
  if (planning.full !== null && rendering === planning.prefixes.full) return planning.full;
  if (rendering.provenance === "parts" && !planning.merges) return rendering;
  const covering = planning.groups.map((group) => ({ messages: group.messages.filter((each) => each < messages) }));
  if (knowsTurns(rendering, covering)) return rendering;
  const { conversation, markup } = planning;
  const text = new Prefix(rendering, "one-render");
  const covered = { ...conversation, messages: conversation.messages.slice(0, messages) };
  const blocks = planning.groups.flatMap(({ messages: group }): readonly TurnBlock[] => {
    const known = trained.filter(({ block }) => block.messages[0] === group[0]);
    if (known.length > 0) return known.map(({ block }) => block);
    return (group.at(-1) ?? 0) < messages ? placed(text, group, planning) : [];
  });
  return writeParts(rendering, covered, blocks, markup);
}

function placed(
  text: Prefix,
  group: readonly number[],
  { conversation, prefixes, markup }: Planning,
): readonly TurnBlock[] {
  const prompt = prefixes.prompt(group[0] ?? 0);
  const place =
    prompt === null
      ? placeByData(text, group, markup)
      : placeTurn(text, { conversation, messages: group, prompt, markup });
  return place === null ? [] : [assistantBlock(group, place)];
}
