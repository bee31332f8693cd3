import { join } from "node:path";
import type { TemplateProfile } from "@turnwise/core";
import { expect, test } from "vitest";
import { createTurnwise } from "../create-turnwise.ts";
import { style } from "../terminal/style.ts";
import { formatProfile } from "./format-profile.ts";
import { studySource, type StudiedSource } from "./studied-template.ts";
import { filesInFolder } from "./testing-files.fixture.ts";

const turnwise = createTurnwise();
const clock = new Date("2024-07-26T13:45:07");

function study(template: string, settings: Parameters<typeof studySource>[2] = {}): Promise<StudiedSource> {
  return studySource(turnwise, join(filesInFolder({ "t.jinja": template }), "t.jinja"), settings, clock);
}

async function profileOf(template: string, stopTokens: readonly string[] = ["<|im_end|>"]): Promise<TemplateProfile> {
  const { profile } = await study(template, { stopTokens });
  if (profile === null) throw new Error("no profile");
  return profile;
}

const MESSAGES = `{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}{% endfor %}`;
const PROMPT = `{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}`;

test("ChatML: headers, ends, roles, and what it loses", async () => {
  const profile = await profileOf(MESSAGES + PROMPT);
  expect(profile).toMatchObject({
    bos: null,
    assistant: {
      header: "<|im_start|>assistant\n",
      generationPrompt: "<|im_start|>assistant\n",
      end: "<|im_end|>",
      separator: "\n",
      behindLast: null,
    },
    system: "turn",
    inserted: null,
    losses: {
      reasoning: "never-printed",
      toolDefinitions: "never-printed",
      toolCalls: "never-printed",
      toolResults: "printed",
    },
    clock: "unused",
    turnMarkers: ["<|im_start|>", "<|im_end|>"],
    essence:
      "turns end in <|im_end|>; header <|im_start|>assistant\\n; turns exact; reasoning never printed; tool calls never printed",
  });
  expect(profile.roles.map(({ role, use, trims }) => [role, use, trims])).toEqual(
    ["system", "developer", "user", "assistant", "tool"].map((role) => [role, "printed", "none"]),
  );
  expect(profile.chats.map(({ chat, verdicts, lost }) => [chat, verdicts.join(", "), lost.join(", ")])).toEqual([
    ["plain", "exact", ""],
    ["two turns", "exact, exact", ""],
    ["system", "exact, exact", ""],
    ["reasoning", "exact, exact", "1.reasoning_content, 3.reasoning_content"],
    ["tool loop", "refuse:dropped, exact", "1.tool_calls"],
    ["tool loop, then a turn", "refuse:dropped, exact, exact", "1.tool_calls"],
    ["two assistants", "exact, exact", ""],
    ["empty answer", "exact", ""],
  ]);
});

test("a BOS, a system prompt of its own with the date, trimmed content", async () => {
  const template = `{{ bos_token }}{% if messages[0].role != 'system' %}{{ '<|im_start|>system\\nToday is ' + strftime_now('%d %b %Y') + '.<|im_end|>\\n' }}{% endif %}${MESSAGES.replace("m.content", "m.content | trim")}${PROMPT}`;
  const { bos, inserted, clock: used, system, roles, essence } = await profileOf(template);
  expect({ bos, inserted, used, system }).toEqual({
    bos: "<s>",
    inserted: { text: "<|im_start|>system\nToday is 26 Jul 2024.<|im_end|>\n", date: "clock" },
    used: "printed",
    system: "always",
  });
  expect(new Set(roles.map(({ trims }) => trims))).toEqual(new Set(["both"]));
  expect(roles.find(({ role }) => role === "developer")?.header).toBe("<|im_start|>developer\n");
  expect(essence).toContain("inserts a text where a row has no system message, with the date");
});

const REFUSED = `{% if messages[0].role == 'system' %}{{ raise_exception('no system') }}{% endif %}`;
const FOLDED = `{% set s = messages[0].content + '\\n\\n' if messages[0].role == 'system' else '' %}{% for m in (messages[1:] if s else messages) %}{{ '<|im_start|>' + m.role + '\\n' + (s if loop.first else '') + m.content + '<|im_end|>\\n' }}{% endfor %}`;
const DROPPED = `{% for m in messages if m.role != 'system' %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}{% endfor %}`;
const LAST_USER = `{% for m in messages if m.role != 'system' %}{{ '<|im_start|>' + m.role + '\\n' + (messages[0].content if loop.last and m.role == 'user' and messages[0].role == 'system' else '') + m.content + '<|im_end|>\\n' }}{% endfor %}`;

test.each([
  ["refused", REFUSED + MESSAGES],
  ["folded", FOLDED],
  ["dropped", DROPPED],
  ["at-inference", LAST_USER],
])("a system message that is %s", async (placement, template) => {
  expect((await profileOf(template + PROMPT)).system).toBe(placement);
});

const THINKING = `{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' }}{% if loop.last and m.reasoning_content %}{{ '<think>' + m.reasoning_content + '</think>' }}{% endif %}{{ m.content + '<|im_end|>\\n' }}{% endfor %}`;
const AFTERWARDS = `{% for m in messages %}{{ ('<|im_end|>\\n' if not loop.first else '') + '<|im_start|>' + m.role + '\\n' + m.content }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_end|>\\n<|im_start|>assistant\\n' }}{% endif %}`;

test("history that is rewritten, ends printed by the next message, prompts that are opened", async () => {
  const thinking = await profileOf(THINKING + PROMPT);
  expect(thinking.losses.reasoning).toBe("dropped-from-history");
  expect(thinking.chats.find(({ chat }) => chat === "reasoning")?.verdicts).toEqual(["split:body", "exact"]);
  const afterwards = await profileOf(AFTERWARDS);
  expect(afterwards.assistant.end).toBe("<|im_end|>");
  expect(afterwards.essence).toContain("the last end token printed by the next message");
  const open = await profileOf(MESSAGES + PROMPT.replace("assistant\\n", "assistant\\n<think>\\n"));
  expect(open.essence).toContain("turns refused: open-prompt");
  expect(open.chats[0]?.refusal).toContain("enable_thinking=false");
  expect(open.assistant).toMatchObject({ generationPrompt: "<|im_start|>assistant\n<think>\n", end: "<|im_end|>" });
  expect(open.turnMarkers).toEqual(["<|im_start|>", "<|im_end|>"]);
});

const OPENERS = `[gMASK]<sop>{% for m in messages %}{{ '<|' + m.role + '|>\\n' + m.content }}{% endfor %}{% if add_generation_prompt %}<|assistant|>\n{% endif %}`;

test("a token that opens the user's turn may end the answer before; a preamble is no inserted text", async () => {
  const profile = await profileOf(OPENERS, ["<|user|>"]);
  expect(profile).toMatchObject({ inserted: null, system: "turn", assistant: { end: "<|user|>", separator: null } });
  expect(profile.roles.find(({ role }) => role === "user")?.header).toBe("<|user|>\n");
  expect(profile.turnMarkers).toEqual(expect.arrayContaining(["<|user|>", "<|assistant|>", "<|system|>"]));
});

const WRAPPED = `{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' }}{% if m.role == 'tool' %}{{ '<tool_response>' + m.content + '</tool_response>' }}{% else %}{{ m.content }}{% for c in m.tool_calls or [] %}{{ '<|call|>' + c.function.name + (c.function.arguments | tojson) + '<|call_end|>' }}{% endfor %}{% endif %}{{ '<|im_end|>\\n' }}{% endfor %}`;

test("what wraps calls and results is no marker of turns", async () => {
  const profile = await profileOf(WRAPPED + PROMPT);
  expect(profile.losses).toMatchObject({ toolCalls: "printed", toolResults: "printed" });
  expect(profile.turnMarkers).toEqual(["<|im_start|>", "<|im_end|>"]);
});

test("a header that differs between the prompt and history", async () => {
  const closed = MESSAGES.replace("m.role + '\\n'", "m.role + '\\n' + ('</think>' if m.role == 'assistant' else '')");
  const profile = await profileOf(closed + PROMPT.replace("assistant\\n", "assistant\\n<think></think>"));
  expect(profile.assistant).toMatchObject({
    header: "<|im_start|>assistant\n",
    generationPrompt: "<|im_start|>assistant\n<think></think>",
  });
  expect(profile.essence).toContain("composed");
});

test("a number of the round is no inserted text", async () => {
  const template = `{% for m in messages %}{{ ('[Round ' + (loop.index // 2) | string + ']\\n' if m.role == 'user' else '') + '<|im_start|>' + m.content + '<|im_end|>' }}{% endfor %}{% if add_generation_prompt %}<|im_start|>{% endif %}`;
  expect((await profileOf(template.replace("']", "'"))).inserted).toBe(null);
});

test("what stands behind the last turn alone is told from the separator", async () => {
  const { assistant } = await profileOf(
    `${MESSAGES}{% if not add_generation_prompt %}<|endoftext|>{% endif %}${PROMPT}`,
  );
  expect(assistant).toMatchObject({ end: "<|im_end|>", separator: "\n", behindLast: "\n<|endoftext|>" });
});

test("tokens of a file without a tokenizer are given or assumed, and that is said", async () => {
  const assumed = await study(MESSAGES);
  expect(assumed.notes.join("\n")).toContain("it is assumed: bos_token <s>, eos_token </s>, generation stops");
  expect(assumed.notes.join("\n")).toContain("generation stops at <|im_end|>, which ends the turns;");
  expect(assumed.profile?.essence).toContain("turns end in <|im_end|>");
  const other = await study(MESSAGES, { stopTokens: ["<|other|>"] });
  expect(other.profile?.essence).toContain("turns refused: no-stop");
  const templateArguments = { bos_token: "<b>", eos_token: "<|im_end|>" };
  const given = await study(`{{ bos_token }}${MESSAGES}`, { templateArguments });
  expect(given).toMatchObject({ notes: [], stopTokens: ["<|im_end|>"], profile: { bos: "<b>" } });
});

test("arguments reach the template", async () => {
  const template = `${MESSAGES}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' + ('<think>\\n' if enable_thinking is not defined or enable_thinking else '') }}{% endif %}`;
  const settings = { stopTokens: ["<|im_end|>"], templateArguments: { enable_thinking: false } };
  expect((await study(template, { stopTokens: ["<|im_end|>"] })).profile?.essence).toContain("open-prompt");
  expect((await study(template, settings)).profile?.essence).toContain("turns exact");
});

test("a template that refuses plain chat still has a profile", async () => {
  const profile = await profileOf("{{ raise_exception('never') }}");
  expect(profile.essence).toBe("plain chat refused; system message refused; tool calls refused");
  expect(profile.chats.every(({ refusal }) => refusal?.includes("never"))).toBe(true);
});

test("the report says it in words", async () => {
  const report = formatProfile(await study(MESSAGES + PROMPT, { stopTokens: ["<|im_end|>"] }), style({ isTTY: false }));
  expect(report).toContain(`header             "<|im_start|>assistant\\n"`);
  expect(report).toContain("generation prompt  the same");
  expect(report).toMatch(/tool loop +refuse:dropped, exact +1\.tool_calls/);
  expect(report).toMatch(/reasoning_content +never printed/);
});

test("a template that cannot be read is shown with its line", async () => {
  await expect(study("x\n{% if %}")).rejects.toThrow(
    /t\.jinja, line 2, column \d+: .*\n\n {2}2 \| \{% if %\}\n {4}\| +\^/,
  );
});
