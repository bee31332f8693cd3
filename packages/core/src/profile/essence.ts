import type { TemplateProfile } from "./template-profile.ts";

/** A template in one line: `turns end in <|im_end|>; header <|im_start|>assistant\n; history rewritten: split`. */
export function essenceOf(profile: Omit<TemplateProfile, "essence">): string {
  const { assistant, system, inserted, losses, clock } = profile;
  const { header, generationPrompt, end } = assistant;
  return [
    end === null ? null : `turns end in ${oneLine(end.trim() === "" ? end : end.trim())}`,
    header === null ? null : `header ${oneLine(header)}`,
    generationPrompt === header || generationPrompt === null ? null : `generation prompt ${oneLine(generationPrompt)}`,
    turnsOf(profile),
    system === "turn" || system === "always" || system === null ? null : `system message ${SYSTEM_WORDS[system]}`,
    inserted === null
      ? null
      : `inserts a text where a row has no system message${inserted.date === "clock" ? ", with the date" : ""}`,
    inserted?.date !== "clock" && clock === "printed" ? "prints the time" : null,
    losses.reasoning === "never-printed" ? "reasoning never printed" : null,
    losses.reasoning === "dropped-from-history" ? reasoningOf(profile) : null,
    losses.toolCalls === "never-printed" ? "tool calls never printed" : null,
    losses.toolCalls === null ? "tool calls refused" : null,
  ]
    .filter((part) => part !== null)
    .join("; ");
}

const SYSTEM_WORDS: Readonly<Record<Exclude<TemplateProfile["system"], "turn" | "always" | null>, string>> = {
  folded: "folded into the first user turn",
  moved: "moved to the last user turn",
  "at-inference": "printed at inference only",
  refused: "refused",
  dropped: "dropped",
};

/** What the verdicts on a plain conversation of two turns say. */
function turnsOf({ chats }: Omit<TemplateProfile, "essence">): string | null {
  const plain = chats.find(({ chat }) => chat === "two turns");
  if (plain === undefined) return null;
  if (plain.verdicts.length === 0) return "plain chat refused";
  const refused = plain.verdicts.find((verdict) => verdict.startsWith("refuse:"));
  if (refused !== undefined) return `turns refused: ${refused.slice("refuse:".length)}`;
  if (plain.verdicts.includes("compose")) return "answers do not continue their prompt as printed: composed";
  if (plain.verdicts.some((verdict) => verdict.startsWith("split"))) return "history rewritten: split";
  const isAppended = plain.verdicts.includes("exact:end-appended");
  return isAppended ? "turns exact, the last end token printed by the next message" : "turns exact";
}

function reasoningOf({ chats }: Omit<TemplateProfile, "essence">): string {
  const verdicts = chats.find(({ chat }) => chat === "reasoning")?.verdicts ?? [];
  const isSplit = verdicts.some((verdict) => verdict.startsWith("split"));
  return isSplit ? "reasoning dropped from history: split" : "reasoning dropped from history";
}

function oneLine(text: string): string {
  return text
    .replaceAll("\n", String.raw`\n`)
    .replaceAll("\r", String.raw`\r`)
    .replaceAll("\t", String.raw`\t`);
}
