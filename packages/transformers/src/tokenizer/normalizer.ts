import { fieldsOf, isFields, listOf, notSupported, textOf } from "@turnwise/bpe/parts";
import { alignUnicodeForm, type UnicodeForm } from "./align-unicode-form.ts";
import { compilePattern, type Pattern } from "./pattern.ts";

/** A text after normalisation, and where in the original its characters come from. */
export interface Normalized {
  readonly text: string;
  /** For each UTF-16 unit, and for the end, the offset of its character in the original; null where nothing moved. */
  readonly origins: Int32Array | null;
  /** `[start, end)` of the original where several characters were rewritten together, so that inner borders are not known. */
  readonly merged: readonly (readonly [start: number, end: number])[];
}

/** Normalises one piece of text. `continues`: whether it goes on with a text that was encoded apart, so that nothing is put before it. */
export type Normalizer = (text: string, continues?: boolean) => Normalized;

type Step = (text: string, continues: boolean) => Normalized;

const FORMS: Readonly<Record<string, UnicodeForm>> = { NFC: "NFC", NFD: "NFD", NFKC: "NFKC", NFKD: "NFKD" };

/** Builds the normalizer that a tokenizer.json describes. */
export function createNormalizer(config: unknown, where: string): Normalizer {
  const steps = readSteps(config, where);
  return (text, continues = false) => {
    let result: Normalized = { text, origins: null, merged: [] };
    for (const step of steps) result = compose(result, step(result.text, continues));
    return result;
  };
}

function readSteps(config: unknown, where: string): readonly Step[] {
  if (config === undefined || config === null) return [];
  const fields = fieldsOf(config, `${where}, normalizer`);
  const type = textOf(fields["type"], `${where}, normalizer.type`);
  const form = FORMS[type];
  if (form !== undefined) return [(text) => alignUnicodeForm(text, form)];
  switch (type) {
    case "Sequence":
      return listOf(fields["normalizers"], `${where}, normalizer.normalizers`).flatMap((each) =>
        readSteps(each, where),
      );
    case "Prepend": {
      const prefix = textOf(fields["prepend"], `${where}, normalizer.prepend`);
      return [(text, continues) => (continues ? unmoved(text) : prepend(text, prefix))];
    }
    case "Replace": {
      const content = textOf(fields["content"], `${where}, normalizer.content`);
      if (isFields(fields["pattern"]) && fields["pattern"]["String"] === " " && content.length === 1) {
        return [(text) => unmoved(text.replaceAll(" ", content))];
      }
      const pattern = compilePattern(fields["pattern"], `${where}, normalizer.pattern`);
      return [(text) => replace(text, pattern, content)];
    }
    default:
      throw notSupported(where, `the normalizer ${type}`);
  }
}

function unmoved(text: string): Normalized {
  return { text, origins: null, merged: [] };
}

function prepend(text: string, prefix: string): Normalized {
  if (text === "") return unmoved(text);
  const origins = new Int32Array(prefix.length + text.length + 1);
  for (let at = 0; at <= text.length; at++) origins[prefix.length + at] = at;
  return { text: prefix + text, origins, merged: [] };
}

function replace(text: string, pattern: Pattern, content: string): Normalized {
  const found = pattern(text);
  if (found.length === 0) return unmoved(text);
  let result = "";
  let copied = 0;
  const origins: number[] = [];
  const merged: [number, number][] = [];
  const copy = (to: number): void => {
    result += text.slice(copied, to);
    for (; copied < to; copied++) origins.push(copied);
  };
  for (const [start, end] of found) {
    copy(start);
    result += content;
    for (let at = 0; at < content.length; at++) origins.push(start);
    copied = end;
    if (content !== "" && end - start > 1) merged.push([start, end]);
  }
  copy(text.length);
  origins.push(text.length);
  return { text: result, origins: Int32Array.from(origins), merged };
}

/** `second` was made from the text of `first`. */
function compose(first: Normalized, second: Normalized): Normalized {
  const origin = first.origins;
  if (origin === null) return { ...second, merged: [...first.merged, ...second.merged] };
  const back = (at: number): number => origin[at] ?? 0;
  return {
    text: second.text,
    origins: second.origins === null ? origin : second.origins.map(back),
    merged: [...first.merged, ...second.merged.map(([start, end]): [number, number] => [back(start), back(end)])],
  };
}
