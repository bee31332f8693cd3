import { Dict, type Entry } from "../values/dict.ts";
import { List } from "../values/list.ts";
import { floatText, integerText } from "../values/number-text.ts";
import { Float } from "../values/numbers.ts";
import { asInteger, fail, typeName } from "../values/operations.ts";
import type { RenderState } from "../values/render-state.ts";
import { plain, isText } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { jsonString } from "../strings/json-string.ts";
import { sorted } from "./sorted.ts";

export interface JsonOptions {
  readonly isAscii: boolean;
  /** What each level begins its lines with once more; null for one line. */
  readonly indent: string | null;
  readonly itemSeparator: string;
  readonly keySeparator: string;
  readonly sortsKeys: boolean;
}

/** `json.dumps` of Python. */
export class JsonWriter {
  readonly #state: RenderState;
  readonly #options: JsonOptions;
  #length = 0;

  constructor(state: RenderState, options: JsonOptions) {
    this.#state = state;
    this.#options = options;
  }

  /** @throws {TemplateRuntimeError} TypeError: a value or a key that JSON has not */
  write(value: Value): string {
    return this.#value(value, "\n");
  }

  #value(value: Value, newline: string): string {
    if (isText(value)) return this.#counted(jsonString(this.#room(plain(value)), this.#options.isAscii));
    if (value instanceof List) return this.#state.budget.deeper(() => this.#list(value, newline));
    if (value instanceof Dict) return this.#state.budget.deeper(() => this.#dict(value, newline));
    const atom = atomOf(value);
    if (atom === null) fail("TypeError", `Object of type ${typeName(value)} is not JSON serializable`);
    return this.#counted(atom);
  }

  #list(list: List, newline: string): string {
    if (list.items.length === 0) return this.#counted("[]");
    const inner = newline + (this.#options.indent ?? "");
    const items = list.items.map((item) => this.#value(item, inner));
    return this.#bracketed("[", items, "]", newline, inner);
  }

  #dict(dict: Dict, newline: string): string {
    if (dict.entries.size === 0) return this.#counted("{}");
    const inner = newline + (this.#options.indent ?? "");
    const items = this.#entriesOf(dict).map(({ key, value }) => {
      const name = isText(key) ? plain(key) : (atomOf(key) ?? failOfKey(key));
      const quoted = this.#counted(jsonString(this.#room(name), this.#options.isAscii));
      return quoted + this.#counted(this.#options.keySeparator) + this.#value(value, inner);
    });
    return this.#bracketed("{", items, "}", newline, inner);
  }

  #entriesOf(dict: Dict): readonly Entry[] {
    const entries = [...dict.entries.values()];
    return this.#options.sortsKeys ? sorted(entries, ({ key }) => key, this.#state) : entries;
  }

  #bracketed(open: string, items: readonly string[], close: string, newline: string, inner: string): string {
    const isLaidOut = this.#options.indent !== null;
    const between = this.#options.itemSeparator + (isLaidOut ? inner : "");
    this.#count(between.length * items.length + newline.length + inner.length);
    return isLaidOut
      ? `${open}${inner}${items.join(between)}${newline}${close}`
      : `${open}${items.join(between)}${close}`;
  }

  #counted(text: string): string {
    this.#count(text.length);
    return text;
  }

  #room(text: string): string {
    this.#state.budget.text(text.length);
    this.#state.budget.spend(text.length >>> 1);
    return text;
  }

  #count(length: number): void {
    this.#length += length;
    this.#state.budget.spend(4 + (length >>> 4));
    if (this.#length > this.#state.budget.limits.text) this.#state.budget.text(this.#length);
  }
}

/** What is written without quotes; null for what is not. */
function atomOf(value: Value): string | null {
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (value instanceof Float) return floatText(value.value).replace("inf", "Infinity").replace("nan", "NaN");
  const whole = asInteger(value);
  return whole === null ? null : integerText(whole);
}

function failOfKey(key: Value): never {
  fail("TypeError", `keys must be str, int, float, bool or None, not ${typeName(key)}`);
}
