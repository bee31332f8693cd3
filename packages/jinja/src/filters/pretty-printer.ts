import { TemplateRuntimeError } from "../errors.ts";
import { Dict, type Entry } from "../values/dict.ts";
import { GroupTuple } from "../values/group-tuple.ts";
import { itemsOf } from "../values/iterate.ts";
import { List, Tuple } from "../values/list.ts";
import { compare, representation, typeName } from "../values/operations.ts";
import type { RenderState } from "../values/render-state.ts";
import { codePoints, isMarkup, plain, isText } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { callMethod } from "./call-method.ts";
import { sorted } from "./sorted.ts";
import { WHITE_SPACE } from "../strings/white-space.ts";

const WIDTH = 80;

/** Python's `pprint.pformat`. */
export class PrettyPrinter {
  readonly #state: RenderState;
  readonly #flat = new Map<Value, string>();

  constructor(state: RenderState) {
    this.#state = state;
  }

  print(value: Value): string {
    return this.#format(value, 0, 0, 0);
  }

  /** @param allowance columns that the last line leaves for what follows */
  #format(value: Value, indent: number, allowance: number, level: number): string {
    const flat = this.#flatOf(value);
    if (codePoints(flat) <= WIDTH - indent - allowance) return flat;
    return this.#state.budget.deeper(() => {
      if (value instanceof Dict) return this.#dict(value, indent, allowance + 1, level + 1);
      if (value instanceof GroupTuple) return flat;
      if (value instanceof List) {
        const [open, close] = value instanceof Tuple ? ["(", value.items.length === 1 ? ",)" : ")"] : ["[", "]"];
        return open + this.#items(value.items, indent + 1, allowance + close.length, level + 1) + close;
      }
      return isText(value) && !isMarkup(value) ? this.#string(plain(value), indent, allowance, level + 1) : flat;
    });
  }

  #items(items: readonly Value[], indent: number, allowance: number, level: number): string {
    const lines = items.map((item, index) =>
      this.#format(item, indent, index === items.length - 1 ? allowance : 1, level),
    );
    return this.#counted(lines.join(`,\n${" ".repeat(indent)}`));
  }

  #dict(dict: Dict, indent: number, allowance: number, level: number): string {
    const entries = this.#sortedEntries(dict);
    const lines = entries.map(({ key, value }, index) => {
      const name = this.#flatOf(key);
      const isLast = index === entries.length - 1;
      const column = indent + 1 + codePoints(name) + 2;
      return `${name}: ${this.#format(value, column, isLast ? allowance : 1, level)}`;
    });
    return this.#counted(`{${lines.join(`,\n${" ".repeat(indent + 1)}`)}}`);
  }

  /** A long text as several literals, one for each line or as many words as fit. */
  #string(text: string, indent: number, allowance: number, level: number): string {
    const isOutermost = level === 1;
    const column = indent + (isOutermost ? 1 : 0);
    const behind = allowance + (isOutermost ? 1 : 0);
    const chunks: string[] = [];
    const lines = itemsOf(callMethod(text, "splitlines", [true], this.#state), this.#state);
    for (const [index, line] of lines.entries()) {
      const room = WIDTH - column;
      const isLast = index === lines.length - 1;
      const literal = this.#literal(line);
      if (codePoints(literal) <= room - (isLast ? behind : 0)) chunks.push(literal);
      else if (isText(line)) this.#words(plain(line), room, isLast ? behind : 0, chunks);
    }
    if (chunks.length === 1) return this.#literal(lines.at(-1) ?? "");
    const literals = chunks.join(`\n${" ".repeat(column)}`);
    return this.#counted(isOutermost ? `(${literals})` : literals);
  }

  #words(line: string, room: number, behind: number, chunks: string[]): void {
    const parts = line.match(WORDS) ?? [];
    let current = "";
    let literal = "";
    for (const [index, part] of parts.entries()) {
      const width = room - (index === parts.length - 1 ? behind : 0);
      const candidate = current + part;
      const longer = this.#literal(candidate);
      const fits = codePoints(longer) <= width;
      if (!fits && current !== "") chunks.push(literal);
      current = fits ? candidate : part;
      literal = fits ? longer : this.#literal(part);
    }
    if (current !== "") chunks.push(literal);
  }

  #literal(value: Value): string {
    return plain(representation(value, this.#state));
  }

  /** `repr`, but with the keys of dicts sorted. */
  #flatOf(value: Value): string {
    const isNested = value instanceof Dict || (value instanceof List && !(value instanceof GroupTuple));
    if (!isNested) return this.#literal(value);
    let flat = this.#flat.get(value);
    if (flat === undefined) {
      flat = this.#counted(this.#state.budget.deeper(() => this.#nested(value)));
      this.#flat.set(value, flat);
    }
    return flat;
  }

  #nested(value: List | Dict): string {
    if (value instanceof Dict) {
      const entries = this.#sortedEntries(value);
      return `{${entries.map(({ key, value: item }) => `${this.#flatOf(key)}: ${this.#flatOf(item)}`).join(", ")}}`;
    }
    const items = value.items.map((item) => this.#flatOf(item)).join(", ");
    if (!(value instanceof Tuple)) return `[${items}]`;
    return value.items.length === 1 ? `(${items},)` : `(${items})`;
  }

  #sortedEntries(dict: Dict): readonly Entry[] {
    const isLess = (a: Value, b: Value): boolean => isBefore(a, b, this.#state);
    return sorted([...dict.entries.values()], ({ key }) => key, this.#state, { isLess });
  }

  #counted(text: string): string {
    this.#state.budget.text(text.length);
    return text;
  }
}

/** Words, each with the white space behind it. */
const WORDS = new RegExp(`[^${WHITE_SPACE}]+[${WHITE_SPACE}]*|[${WHITE_SPACE}]+`, "g");

/** What has no order goes by the name of its type. */
function isBefore(a: Value, b: Value, state: RenderState): boolean {
  try {
    return compare("<", a, b, state);
  } catch (error) {
    if (!(error instanceof TemplateRuntimeError) || error.kind !== "TypeError") throw error;
    return typeName(a) < typeName(b);
  }
}
