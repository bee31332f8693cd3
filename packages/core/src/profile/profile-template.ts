import type { TemplateRenderer } from "../contracts/template-renderer.ts";
import { createMarkup, type Markup } from "../turns/markup.ts";
import { assistantTexts } from "./assistant-texts.ts";
import { essenceOf } from "./essence.ts";
import { clockUse } from "./clock-use.ts";
import { insertedText } from "./inserted-text.ts";
import { CONVERSATIONS } from "./profile-conversations.ts";
import { createRenderedChats, type ProfileSettings, type RenderedChat, type RenderedChats } from "./rendered-chats.ts";
import { roleProfiles } from "./role-profiles.ts";
import { systemPlacement } from "./system-placement.ts";
import { templateLosses } from "./template-losses.ts";
import {
  PROFILE_CHATS,
  type AssistantTexts,
  type ChatProfile,
  type ProfileChat,
  type TemplateProfile,
} from "./template-profile.ts";
import { turnMarkers } from "./turn-markers.ts";
import { userHeader } from "./user-header.ts";
import { verdictName } from "./verdict-name.ts";

/**
 * Finds out what a chat template does by rendering small conversations with it. What the template refuses is part of the answer; a
 * renderer that knows no origins (`provenance: "text"`) gives null.
 *
 * @example
 * import { profileTemplate } from "@turnwise/core";
 *
 * const profile = profileTemplate(renderer, { specialTokens: model.specialTokens, clock: new Date(), rules });
 * console.log(profile?.essence); // turns end in <|im_end|>; header <|im_start|>assistant\n; turns exact
 */
export function profileTemplate(renderer: TemplateRenderer, settings: ProfileSettings): TemplateProfile | null {
  const chats = createRenderedChats(renderer, settings);
  const { stopTokens, controlTokens } = settings.rules;
  const markup = createMarkup(controlTokens, stopTokens);
  const plain = chats.chat(CONVERSATIONS.plain);
  if (!(plain instanceof Error) && plain.prefixes.full.provenance === "text") return null;
  const profile = { ...aroundMessages(chats, plain, markup), ...ofAnyTemplate(chats, renderer) };
  return { ...profile, essence: essenceOf(profile) };
}

const NOTHING_AROUND: AssistantTexts = {
  header: null,
  generationPrompt: null,
  end: null,
  separator: null,
  behindLast: null,
};

function aroundMessages(
  chats: RenderedChats,
  plain: RenderedChat | Error,
  markup: Markup,
): Pick<TemplateProfile, "bos" | "assistant" | "inserted" | "system" | "roles" | "turnMarkers"> {
  const two = chats.chat(CONVERSATIONS["two turns"]);
  const bos = plain instanceof Error ? "" : bosOf(plain, chats);
  const header = two instanceof Error ? "" : userHeader(two, markup);
  const assistant = two instanceof Error ? NOTHING_AROUND : assistantTexts(two, markup);
  const inserted = plain instanceof Error ? null : insertedText(chats, plain, { bos, userHeader: header, markup });
  return {
    bos: bos === "" ? null : bos,
    assistant,
    inserted,
    system: systemPlacement(chats, header, inserted !== null),
    roles: roleProfiles(chats, { bos, user: header, assistant: assistant.header }),
    turnMarkers: turnMarkers(chats, bos, markup),
  };
}

function ofAnyTemplate(
  chats: RenderedChats,
  { readsClock = false }: TemplateRenderer,
): Pick<TemplateProfile, "chats" | "losses" | "clock"> {
  return {
    chats: PROFILE_CHATS.map((name) => chatProfile(chats, name)),
    losses: templateLosses(chats),
    clock: clockUse(chats, readsClock),
  };
}

function bosOf({ prefixes: { full } }: RenderedChat, { settings: { specialTokens } }: RenderedChats): string {
  const bos = specialTokens["bos_token"] ?? "";
  return full.text.startsWith(bos) ? bos : "";
}

function chatProfile(chats: RenderedChats, name: ProfileChat): ChatProfile {
  const chat = chats.chat(CONVERSATIONS[name]);
  if (chat instanceof Error) return { chat: name, verdicts: [], lost: [], refusal: chat.message };
  return {
    chat: name,
    verdicts: chat.turns.map(verdictName),
    // Reasoning stands in the conversation by both of its names.
    lost: [...new Set(chat.turns.flatMap(({ lost }) => lost.filter((place) => !place.endsWith(".thinking"))))],
    refusal: chat.turns.find(({ reason }) => reason !== null)?.reason ?? null,
  };
}
