import { expect, test } from "vitest";
import type { TemplateRenderer } from "../contracts/template-renderer.ts";
import { plainFamily, type PlainFamilySettings } from "../plain-family.fixture.ts";
import { textRendering } from "../rendering/text-rendering.ts";
import { createEndProbes } from "../turns/end-probes.ts";
import { profileTemplate } from "./profile-template.ts";
import type { ProfileSettings } from "./rendered-chats.ts";
import type { TemplateProfile } from "./template-profile.ts";

const clock = new Date("2024-07-26T13:45:07");
const specialTokens = { bos_token: "<s>" };

function settingsFor(renderer: TemplateRenderer): ProfileSettings {
  const probes = createEndProbes((conversation, addGenerationPrompt) =>
    renderer.render(conversation, { addGenerationPrompt, specialTokens, clock }),
  );
  return { specialTokens, clock, rules: { stopTokens: ["<e>"], controlTokens: null, probes } };
}

function profileOf(settings: PlainFamilySettings = {}): TemplateProfile {
  const { renderer } = plainFamily(settings);
  const profile = profileTemplate(renderer, settingsFor(renderer));
  if (profile === null) throw new Error("no profile");
  return profile;
}

const texts = (profile: TemplateProfile): object => profile.assistant;

test("a renderer that knows parts is profiled as any other", () => {
  const profile = profileOf();
  expect(texts(profile)).toEqual({
    header: "<t>assistant\n",
    generationPrompt: "<t>assistant\n",
    end: "<e>",
    separator: "\n",
    behindLast: null,
  });
  expect(profile).toMatchObject({ bos: "<s>", system: "turn", inserted: null, turnMarkers: ["<t>", "<e>"] });
  expect(profile.losses).toEqual({
    reasoning: "dropped-from-history",
    toolDefinitions: "printed",
    toolCalls: "printed",
    toolResults: "printed",
  });
  const verdicts = Object.fromEntries(profile.chats.map((chat) => [chat.chat, chat.verdicts]));
  expect(verdicts).toMatchObject({
    plain: ["exact"],
    "two turns": ["exact", "exact"],
    reasoning: ["split:body", "exact"],
    "tool loop": ["exact", "exact"],
  });
  expect(profile.roles.find(({ role }) => role === "developer")).toMatchObject({ use: "refused", header: null });
  expect(profile.roles.find(({ role }) => role === "user")).toMatchObject({ header: "<t>user\n", trims: "both" });
});

test("what differs is seen", () => {
  expect(profileOf({ system: "folded" }).system).toBe("folded");
  expect(profileOf({ preamble: "" }).bos).toBe(null);
  expect(profileOf({ tools: false }).losses).toMatchObject({
    toolDefinitions: "never-printed",
    toolCalls: "never-printed",
  });
  expect(profileOf({ endOfTurn: "<x>" }).essence).toContain("turns refused: no-stop");
  const opened = profileOf({ promptEnding: "<think></think>" });
  expect(opened.assistant.generationPrompt).toBe("<t>assistant\n<think></think>");
  expect(opened.essence).toContain("composed");
  expect(opened.turnMarkers).toEqual(["<t>", "<e>"]);
});

test("a clock that is named is told from one that is printed", () => {
  expect(profileOf({ readsClock: true }).clock).toBe("named");
  const { renderer } = plainFamily({ preamble: "<s>" });
  const dated: TemplateRenderer = {
    ...renderer,
    render: (conversation, options) =>
      plainFamily({ preamble: `<s>It is ${options.clock.toISOString()} now.` }).renderer.render(conversation, options),
  };
  const profile = profileTemplate(dated, settingsFor(dated));
  expect(profile?.clock).toBe("printed");
  expect(profile?.inserted).toEqual({ text: `It is ${clock.toISOString()} now.`, date: "clock" });
});

test("text alone tells nothing", () => {
  const renderer: TemplateRenderer = {
    name: "text",
    render: ({ messages }) => textRendering(messages.map(({ content }) => String(content)).join("")),
  };
  expect(profileTemplate(renderer, settingsFor(renderer))).toBe(null);
});
