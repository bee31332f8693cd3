import { TurnwiseError } from "../errors/turnwise-error.ts";
import { UnknownNameError } from "../errors/unknown-name-error.ts";
import type { PreprocessorSettings } from "./preprocessor-settings.ts";

interface Rule {
  readonly wanted: string;
  readonly fits: (value: unknown) => boolean;
}

const TEXT: Rule = { wanted: "a text", fits: isText };

const NUMBER: Rule = {
  wanted: "a number, 1 or more",
  fits: (value) => typeof value === "number" && value >= 1,
};

const SWITCH: Rule = { wanted: "true or false", fits: (value) => typeof value === "boolean" };

const RULES: { readonly [Name in keyof Required<PreprocessorSettings>]: Rule } = {
  model: {
    wanted: "a model directory, a hub id or an opened model",
    fits: (value) => isText(value) || has(value, "tokenizer"),
  },
  family: TEXT,
  forceFamily: SWITCH,
  roles: { wanted: 'names of roles, such as { critic: "user" }', fits: isTexts },
  tokenizer: TEXT,
  templateEngine: TEXT,
  templateArguments: { wanted: "values by name, such as { enable_thinking: false }", fits: isObject },
  turns: TEXT,
  maxExpansion: NUMBER,
  overExpansion: TEXT,
  stopTokens: { wanted: "texts of tokens", fits: (value) => Array.isArray(value) && value.every(isText) },
  proofBudget: NUMBER,
  controlTokensInData: TEXT,
  mask: { wanted: "an expression or a masking strategy", fits: (value) => isText(value) || has(value, "weigh") },
  bos: TEXT,
  shift: TEXT,
  recipe: TEXT,
  recipeEnd: TEXT,
  straddle: TEXT,
  trainPrefill: SWITCH,
  clock: { wanted: "a valid Date", fits: (value) => value instanceof Date && !Number.isNaN(value.getTime()) },
};

/**
 * The settings without those that are null or undefined, as they come from JSON and from callers without types.
 *
 * @throws {TurnwiseError} `setting` for a value of the wrong kind
 * @throws {UnknownNameError} for a setting that does not exist
 */
export function checkSettings(settings: PreprocessorSettings): PreprocessorSettings {
  const given = Object.entries(settings ?? {}).filter(([, value]) => value !== undefined && value !== null);
  for (const [name, value] of given) {
    if (!isSetting(name)) throw new UnknownNameError("setting", name, Object.keys(RULES));
    const { wanted, fits } = RULES[name];
    if (!fits(value)) throw new TurnwiseError("setting", `the setting ${name} is ${String(value)}; give ${wanted}`);
  }
  const checked: Partial<PreprocessorSettings> = Object.fromEntries(given);
  if (checked.model === undefined)
    throw new TurnwiseError("setting", `the setting model is missing; give ${RULES.model.wanted}`);
  return { ...checked, model: checked.model };
}

function isSetting(name: string): name is keyof PreprocessorSettings {
  return Object.hasOwn(RULES, name);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isTexts(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).every(isText);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function has(value: unknown, member: string): boolean {
  return typeof value === "object" && value !== null && member in value;
}
