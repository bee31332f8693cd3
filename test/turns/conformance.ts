import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { Conversation, Message, Json, SpecialTokens } from "@turnwise/core";

const folder = fileURLToPath(new URL("../../../shared/conformance/", import.meta.url));

/** Whether the collection of published templates stands beside the project. */
export const hasConformance: boolean = existsSync(folder);

/** What is expected of a template and a conversation: `about` in the file says what the fields mean. */
export interface TurnCase {
  readonly template: string;
  readonly chat: string;
  readonly context: Readonly<Record<string, Json>> & { readonly messages: readonly Message[] };
  readonly stop: readonly string[];
  readonly verdicts: readonly string[];
  readonly trained: readonly string[];
  readonly split?: readonly ExpectedExample[];
  readonly refused?: string;
  readonly lost?: readonly string[];
}

export interface ExpectedExample {
  readonly messages: number;
  readonly composed?: boolean;
  readonly text_sha256: string;
  readonly trained: readonly string[];
}

export function readCases(): readonly TurnCase[] {
  if (!hasConformance) return [];
  const { cases }: { readonly cases: readonly TurnCase[] } = JSON.parse(readFileSync(`${folder}turns.json`, "utf8"));
  return cases;
}

/** `templates/name.jinja`, or the name alone, to its source. */
export function readTemplate(name: string): string {
  return readFileSync(`${folder}templates/${basename(name)}`, "utf8");
}

export function templateNames(): readonly string[] {
  if (!hasConformance) return [];
  return readdirSync(`${folder}templates`)
    .filter((name) => name.endsWith(".jinja"))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

/** The case's context as a row with template arguments and special tokens. */
export function readContext({ messages, tools, ...variables }: TurnCase["context"]): {
  readonly conversation: Conversation;
  readonly specialTokens: SpecialTokens;
} {
  const specialTokens: Record<string, string> = {};
  const templateArguments: Record<string, Json> = {};
  for (const [name, value] of Object.entries(variables)) {
    if (name.endsWith("_token") && typeof value === "string") specialTokens[name] = value;
    else templateArguments[name] = value;
  }
  const given = Array.isArray(tools) ? { tools } : {};
  return { conversation: { messages, ...given, templateArguments }, specialTokens };
}

export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
