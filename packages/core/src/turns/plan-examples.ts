import type { Conversation } from "../contracts/conversation.ts";
import type { Rendering } from "../contracts/rendering.ts";
import type { DerivedTurn } from "./derived-turn.ts";
import { composedText, printedText, type ExampleText } from "./example-text.ts";
import { isExactAt } from "./exact.ts";
import { groupTurns } from "./merged-turns.ts";
import type { PlannedExample } from "./planned-example.ts";
import type { Prefix } from "./prefix.ts";
import type { Prefixes } from "./prefixes.ts";
import { prove } from "./prove.ts";
import { requireExact, requireTrainable, type TrainableTurn } from "./trainable-turn.ts";
import { endOf } from "./turn-block.ts";
import { placeTurn, type TurnPlace } from "./turn-place.ts";
import type { TurnPolicy } from "./turn-policy.ts";
import { markupOf, type TurnRules } from "./turn-rules.ts";
import { writeExample, type PlacedTurn, type Planning } from "./write-example.ts";

/**
 * The examples that train turns of a conversation.
 *
 * @param turns those that are to be trained, from `deriveTurns`
 * @param full what `assignParts` made of the full rendering, for examples that are just that
 * @param groups every assistant turn, if they are known already
 * @throws {RowError} the code of a refused turn; `not-exact` under the policy `refuse`; `unproven` if an example does not begin with
 *   what the server sends
 */
export function planExamples(
  conversation: Conversation,
  prefixes: Prefixes,
  turns: readonly DerivedTurn[],
  policy: TurnPolicy,
  rules: TurnRules,
  full: Rendering | null = null,
  groups: Planning["groups"] = turnsOf(conversation, prefixes, rules),
): readonly PlannedExample[] {
  const markup = markupOf(rules);
  const merges = groups.some(({ messages }) => messages.length > 1);
  const planning: Planning = { conversation, prefixes, full, groups, merges, markup };
  switch (policy) {
    case "as-rendered":
      return [planAsRendered(turns, planning)];
    case "last":
      return turns.slice(-1).map((turn) => planOwn(requireTrainable(turn), planning));
    case "refuse":
      return planSplit(trainable(turns, requireExact), planning);
    case "split":
      return planSplit(trainable(turns, requireTrainable), planning);
  }
  return policy satisfies never;
}

function turnsOf(conversation: Conversation, prefixes: Prefixes, rules: TurnRules): Planning["groups"] {
  return groupTurns(conversation, prefixes, markupOf(rules)).map((messages) => ({ messages }));
}

function trainable(
  turns: readonly DerivedTurn[],
  require: (turn: DerivedTurn) => TrainableTurn,
): readonly TrainableTurn[] {
  const all: TrainableTurn[] = [];
  for (const turn of turns) all.push(require(turn));
  return all;
}

/** The full rendering alone, with what it has of each turn. */
function planAsRendered(turns: readonly DerivedTurn[], planning: Planning): PlannedExample {
  const trained = turns.flatMap(({ messages, rendered, inFull, resumed }): readonly PlacedTurn[] => {
    if (rendered === null || inFull === null) return [];
    const common = { messages, verdict: "as-rendered", proof: "none", endAppended: false } as const;
    const [promptLength, end] = rendered;
    return [
      { planned: { ...common, promptLength, end }, block: inFull },
      ...resumed.map((block) => ({
        planned: { ...common, promptLength: block.bodyStart, end: endOf(block) },
        block,
      })),
    ];
  });
  return writeExample(wholeText(planning), trained, planning);
}

/**
 * The full rendering trains the turns that are exact in it. Then, from the last turn back, the rendering that ends with a turn trains
 * it and every turn before it that is exact there; a composed turn is alone.
 */
function planSplit(turns: readonly TrainableTurn[], planning: Planning): readonly PlannedExample[] {
  const exact: TrainableTurn[] = [];
  let untrained: TrainableTurn[] = [];
  for (const turn of turns) (turn.verdict === "exact" ? exact : untrained).push(turn);
  const examples = exact.length > 0 || turns.length === 0 ? [planFull(exact, planning)] : [];
  if (untrained.length === 0) return examples;
  for (let last = untrained.at(-1); last !== undefined; last = untrained.at(-1)) {
    const { own, verdict } = last;
    const before = untrained.slice(0, -1);
    const also = verdict === "composed" ? [] : before.filter((turn) => isExactIn(own.plain, turn, planning));
    examples.push(planOwn(last, planning, also));
    untrained = before.filter((turn) => !also.includes(turn));
  }
  return examples.toSorted((a, b) => a.messages - b.messages);
}

function planFull(exact: readonly TrainableTurn[], planning: Planning): PlannedExample {
  const ending = exact.find(({ endAppended }) => endAppended);
  const text = wholeText(planning, ending);
  const placed: PlacedTurn[] = [];
  for (const turn of exact) placed.push(placeIn(text, turn, "exact", turn === ending));
  return writeExample(text, placed, planning);
}

/** The example that ends with a turn, and trains some before it. */
function planOwn(turn: TrainableTurn, planning: Planning, also: readonly TrainableTurn[] = []): PlannedExample {
  const { own, messages } = turn;
  const covered = (messages.at(-1) ?? 0) + 1;
  const text = turn.verdict === "composed" ? composedText(own, covered) : printedText(own.plain, covered, own);
  const verdict = turn.verdict === "exact" && own.plain !== planning.prefixes.whole ? "split" : turn.verdict;
  return writeExample(
    text,
    [
      ...also.map((each) => placeIn(text, each, "split", false)),
      placeIn(text, turn, verdict === "refused" ? "split" : verdict, own.appended !== ""),
    ],
    planning,
  );
}

function wholeText({ conversation, prefixes }: Planning, ending?: TrainableTurn): ExampleText {
  return printedText(prefixes.whole, conversation.messages.length, ending?.own ?? null);
}

function placeIn(
  text: ExampleText,
  turn: TrainableTurn,
  verdict: "exact" | "split" | "composed",
  endAppended: boolean,
): PlacedTurn {
  const { messages, own, proof } = turn;
  const [promptLength, end] = prove(text, turn);
  const stop = end - own.stop.length;
  return {
    planned: { messages, promptLength, end, verdict, proof, endAppended },
    block: {
      role: "assistant",
      messages,
      bodyStart: promptLength,
      bodyEnd: stop,
      end: own.stop === "" ? null : [stop, end],
    },
  };
}

function isExactIn(text: Prefix, turn: TrainableTurn, { conversation, markup }: Planning): boolean {
  if (turn.verdict === "composed") return false;
  const { messages, own } = turn;
  const place = knownPlace(text, messages) ?? placeTurn(text, { conversation, messages, prompt: own.prompt, markup });
  return isExactAt(text, place, own);
}

/** What `placeTurn` finds where the renderer says where a turn begins and ends. */
function knownPlace(
  text: Prefix,
  messages: readonly number[],
): Pick<TurnPlace, "bodyStart" | "end" | "dataEnd"> | null {
  const bodyStart = text.knownTurn(messages[0] ?? 0)?.bodyStart;
  const end = text.knownTurn(messages.at(-1) ?? 0)?.end;
  return bodyStart === undefined || !end ? null : { bodyStart, end, dataEnd: end[0] };
}
