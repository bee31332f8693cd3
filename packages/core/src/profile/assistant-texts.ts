import { commonStart, type Markup } from "../turns/markup.ts";
import type { DerivedTurn } from "../turns/derived-turn.ts";
import type { RenderedChat } from "./rendered-chats.ts";
import type { AssistantTexts } from "./template-profile.ts";

/** What stands around the answers of a plain conversation of several turns. */
export function assistantTexts(chat: RenderedChat, markup: Markup): AssistantTexts {
  const turns = chat.turns.map((turn) => textsOfTurn(chat, turn, markup));
  const last = turns.at(-1);
  const separator = theSame(turns.slice(0, -1).map((turn) => turn.behind));
  return {
    header: orNone(theSame(turns.map(({ header }) => header))),
    generationPrompt: orNone(theSame(turns.map(({ generationPrompt }) => generationPrompt))),
    end: orNone(theSame(turns.map(({ end }) => end))),
    separator: orNone(separator),
    behindLast: last === undefined || last.behind === separator ? null : orNone(last.behind),
  };
}

interface TurnTexts {
  readonly header: string | null;
  readonly generationPrompt: string | null;
  readonly end: string | null;
  /** Between the end of the turn and what comes next. */
  readonly behind: string | null;
}

function textsOfTurn({ prefixes }: RenderedChat, turn: DerivedTurn, markup: Markup): TurnTexts {
  const [message = 0] = turn.messages;
  const [prompt, before] = [prefixes.prompt(message), prefixes.plain(message)];
  const generationPrompt =
    prompt !== null && before !== null && prompt.startsWith(before) ? prompt.slice(before.length) : null;
  const { own, rendered } = turn;
  // Where the turn is the last one; if that cannot be had, where the whole conversation has it.
  const text = own?.plain ?? prefixes.whole;
  const [start, end] = own?.range ?? rendered ?? [null, null];
  if (start === null || end === null || turn.code === "dropped") {
    return { header: null, generationPrompt, end: null, behind: null };
  }
  const dataEnd = text.dataOf(turn.messages.at(-1) ?? message).at(-1)?.end ?? start;
  const isBehindHistory = before !== null && text.startsWith(before);
  return {
    header: isBehindHistory ? text.slice(before.length, start - (own?.replacedStart.length ?? 0)) : null,
    generationPrompt,
    end: text.slice(Math.min(dataEnd, end), end) + (own?.appended ?? ""),
    behind:
      own === null ? null : behindTurn(prefixes.full.text, turn, own.appended === "" ? text.slice(end) : "", markup),
  };
}

/** As far as it is the same where the turn is the last one and where another follows. */
function behindTurn(full: string, { rendered }: DerivedTurn, last: string, markup: Markup): string {
  if (rendered === null) return last;
  const behind = full.slice(rendered[1]);
  return behind === last ? behind : behind.slice(0, commonStart(last, behind, markup));
}

function theSame(texts: readonly (string | null)[]): string | null {
  const [first = null] = texts;
  return texts.every((text) => text === first) ? first : null;
}

function orNone(text: string | null): string | null {
  return text === "" ? null : text;
}
