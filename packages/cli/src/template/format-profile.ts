import type { ChatProfile, RoleProfile, TemplateProfile } from "@turnwise/core";
import type { Style } from "../terminal/style.ts";
import { table } from "../terminal/table.ts";
import { quoted, visible, visibleLines } from "../terminal/visible.ts";
import type { StudiedSource } from "./studied-template.ts";

/** For a terminal. */
export function formatProfile(studied: StudiedSource, paint: Style): string {
  const { source, hash, family, renderer, stopTokens, profile, notes } = studied;
  const title = `${paint.bold(source)}${hash === null ? "" : paint.dim(` sha256 ${hash.slice(0, 12)}`)}`;
  const by = family === null ? `rendered by ${renderer}` : `recognised as the family ${family}`;
  const head = [title, `${by}; stops at ${stopTokens.map(visible).join(", ") || "no token that is known"}`];
  const noted = notes.map((note) => `${paint.yellow("note")} ${visibleLines(note)}`);
  if (profile === null) {
    return [...head, ...noted, "", "This engine prints text alone: nothing is known of its turns."].join("\n");
  }
  const section = (name: string, rows: readonly (readonly string[])[]): readonly string[] =>
    rows.length === 0 ? [] : ["", paint.bold(name), table(rows, "  ")];
  const headOf = (...names: readonly string[]): readonly string[] => names.map((name) => paint.dim(name));
  return [
    ...head,
    ...noted,
    "",
    visible(profile.essence),
    ...section("An assistant turn", assistantRows(profile)),
    ...section("What it prints by itself", ownRows(profile)),
    ...section("Roles", [headOf("role", "is", "header", "white space at the edges"), ...profile.roles.map(roleRow)]),
    ...section("Assistant turns of small conversations", [
      headOf("conversation", "verdicts", "not in what is trained", ""),
      ...profile.chats.map(chatRow),
    ]),
    ...refusals(profile, paint),
    ...section("What is not always printed", lossRows(profile)),
  ].join("\n");
}

function assistantRows({ assistant }: TemplateProfile): readonly (readonly string[])[] {
  const { header, generationPrompt, end, separator, behindLast } = assistant;
  const prompt = generationPrompt !== null && generationPrompt === header ? "the same" : shown(generationPrompt);
  return [
    ["header", shown(header)],
    ["generation prompt", prompt],
    ["end", shown(end)],
    ["separator", shown(separator)],
    ...(behindLast === null ? [] : [["behind the last", shown(behindLast)]]),
  ];
}

const SYSTEM_WORDS: Readonly<Record<NonNullable<TemplateProfile["system"]>, string>> = {
  turn: "a turn of its own",
  always: "a turn of its own, printed without one, too",
  folded: "folded into the first user turn",
  moved: "moved to a later user turn",
  "at-inference": "printed in prompts, but not in the whole conversation",
  refused: "refused",
  dropped: "not printed",
};

function ownRows({ bos, inserted, clock, system, turnMarkers }: TemplateProfile): readonly (readonly string[])[] {
  const dates = { clock: " (the date is the clock's)", fixed: " (the date is fixed)" };
  const date = inserted?.date == null ? "" : dates[inserted.date];
  const clockWords = {
    printed: "read and printed: pin it with --clock",
    named: "asked for, but not printed in these conversations",
    unused: "not read",
  };
  return [
    ["BOS", bos === null ? "none" : quoted(bos)],
    ["system message", system === null ? "not known" : SYSTEM_WORDS[system]],
    ["without one", inserted === null ? "nothing" : `${shown(inserted.text)}${date}`],
    ["clock", clockWords[clock]],
    ["turn markers", turnMarkers.map(visible).join(" ") || "none"],
  ];
}

const TRIMS: Readonly<Record<NonNullable<RoleProfile["trims"]>, string>> = {
  both: "trimmed",
  left: "trimmed on the left",
  right: "trimmed on the right",
  none: "kept",
};

function roleRow({ role, use, header, trims }: RoleProfile): readonly string[] {
  return [role, use, use === "printed" ? shown(header) : "", trims === null ? "" : TRIMS[trims]];
}

function chatRow({ chat, verdicts, lost }: ChatProfile): readonly string[] {
  return [chat, verdicts.length === 0 ? "not rendered" : verdicts.join(", "), lost.join(", ")];
}

/** Each kind of refusal once, in the words of the first, with the conversations that it is about. */
function refusals({ chats }: TemplateProfile, paint: Style): readonly string[] {
  const kinds = new Map<string, { readonly reason: string; readonly names: string[] }>();
  for (const { chat, verdicts, refusal } of chats) {
    if (refusal === null) continue;
    const kind = verdicts.find((verdict) => verdict.startsWith("refuse:")) ?? refusal;
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, { reason: refusal, names: [chat] });
    else known.names.push(chat);
  }
  return [...kinds.values()].map(({ reason, names }) => `\n  ${paint.red(names.join("; "))}: ${visibleLines(reason)}`);
}

function lossRows({ losses }: TemplateProfile): readonly (readonly string[])[] {
  const reasoning = {
    kept: "printed",
    "dropped-from-history": "dropped from history",
    "never-printed": "never printed",
  };
  const words = { printed: "printed", "never-printed": "never printed" };
  const said = (value: "printed" | "never-printed" | null): string => (value === null ? "refused" : words[value]);
  return [
    ["reasoning_content", losses.reasoning === null ? "refused" : reasoning[losses.reasoning]],
    ["tool definitions", said(losses.toolDefinitions)],
    ["tool calls", said(losses.toolCalls)],
    ["tool results", said(losses.toolResults)],
  ];
}

const LONGEST = 160;

/** Of a long text the start and the end. */
function shown(text: string | null): string {
  if (text === null) return "none, or not always the same";
  if (text === "") return "none";
  if (text.length <= LONGEST) return quoted(text);
  return `${quoted(`${text.slice(0, LONGEST / 2)} … ${text.slice(-LONGEST / 4)}`)} (${text.length} characters)`;
}
