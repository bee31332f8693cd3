import { asciiOnly, quoted } from "../../strings/quoted.ts";
import type { Arguments } from "../arguments.ts";
import { Builtin } from "../builtin.ts";
import { derived } from "../derived.ts";
import { escapeMarkup } from "../escape-markup.ts";
import { itemOf } from "../item-of.ts";
import { fail } from "../python-error.ts";
import type { RenderState } from "../render-state.ts";
import { representation } from "../representation.ts";
import { Slicer } from "../slicer.ts";
import { stringOf } from "../string-of.ts";
import { TextBuilder } from "../text-builder.ts";
import { type Str, Text, isMarkup, plain } from "../text.ts";
import type { Value } from "../value.ts";
import { type Field, parseFields, splitFieldName } from "./format-fields.ts";
import { formatValue } from "./format-value.ts";

/** How fields find attributes and items: as the sandbox does. */
export interface Lookup {
  getAttribute(value: Value, name: string, state: RenderState): Value;
  getItem(value: Value, key: Value, state: RenderState): Value;
}

/** `text.format` or `text.format_map` */
export function formatMethod(name: "format" | "format_map", text: Str, lookup: Lookup): Builtin {
  const run = (given: Arguments, state: RenderState): Value => {
    const isMap = name === "format_map";
    const count = given.positional.length;
    if (isMap && given.named.size > 0) fail("TypeError", "format_map() takes no keyword arguments");
    if (isMap && count !== 1) fail("TypeError", `format_map() takes exactly one argument (${count} given)`);
    const mapping = isMap ? (given.positional[0] ?? null) : undefined;
    const formatter = new Formatter(text, isMap ? [] : given.positional, given.named, mapping, lookup, state);
    const made = formatter.format(text, 2);
    return isMarkup(text) ? Text.markup(made) : made;
  };
  return new FormatFunction(name, run, text);
}

/** The sandbox's stand-in for the method. */
class FormatFunction extends Builtin {
  override readonly typeName = "function";

  override text(): string {
    return `<function str.${this.name} at 0x000000000000>`;
  }
}

/** One call of `string.Formatter.vformat`. */
class Formatter {
  readonly #isMarkup: boolean;
  readonly #positional: readonly Value[];
  readonly #named: ReadonlyMap<string, Value>;
  readonly #mapping: Value | undefined;
  readonly #lookup: Lookup;
  readonly #state: RenderState;
  /** The number of the next `{}`; null once a field has a number of its own. */
  #next: number | null = 0;

  constructor(
    text: Str,
    positional: readonly Value[],
    named: ReadonlyMap<string, Value>,
    mapping: Value | undefined,
    lookup: Lookup,
    state: RenderState,
  ) {
    this.#isMarkup = isMarkup(text);
    this.#positional = positional;
    this.#named = named;
    this.#mapping = mapping;
    this.#lookup = lookup;
    this.#state = state;
  }

  format(text: Str, depth: number): Str {
    if (depth < 0) fail("ValueError", "Max string recursion exceeded");
    const { budget } = this.#state;
    budget.spend(1 + plain(text).length);
    const slicer = new Slicer(Text.unmarked(text));
    const builder = new TextBuilder();
    const add = (part: Str): void => {
      budget.text(builder.length + plain(part).length > budget.limits.text ? Infinity : plain(part).length);
      builder.add(part);
    };
    for (const part of parseFields(plain(text))) {
      if (part.kind === "literal") add(slicer.slice(part.start, part.end));
      else add(this.#field(part, depth));
    }
    return builder.build();
  }

  #field(field: Field, depth: number): Str {
    const value = this.#converted(this.#value(this.#numbered(field.name)), field.conversion);
    const spec = plain(this.format(field.spec, depth - 1));
    if (!this.#isMarkup) return formatValue(value, spec, this.#state);
    if (isMarkup(value)) {
      if (spec !== "") fail("ValueError", "Unsupported format specification for Markup.");
      return Text.unmarked(value);
    }
    return Text.unmarked(escapeMarkup(formatValue(value, spec, this.#state), this.#state));
  }

  #numbered(name: string): string {
    const isAutomatic = name === "";
    if (!isAutomatic && !/^\p{Nd}+$/u.test(name)) return name;
    if (isAutomatic && this.#next === null) {
      fail("ValueError", "cannot switch from manual field specification to automatic field numbering");
    }
    if (!isAutomatic && this.#next !== null && this.#next > 0) {
      fail("ValueError", "cannot switch from manual field specification to automatic field numbering");
    }
    if (!isAutomatic) {
      this.#next = null;
      return name;
    }
    return String(this.#next === null ? 0 : this.#next++);
  }

  #value(name: string): Value {
    const { first, rest } = splitFieldName(name);
    let value = typeof first === "number" ? this.#argument(first) : this.#keyword(first);
    for (const [isAttribute, key] of rest) {
      this.#state.budget.spend(1);
      value = isAttribute
        ? this.#lookup.getAttribute(value, String(key), this.#state)
        : this.#lookup.getItem(value, key, this.#state);
    }
    return value;
  }

  #argument(index: number): Value {
    const value = this.#positional[index];
    return value === undefined ? fail("IndexError", "tuple index out of range") : value;
  }

  #keyword(name: string): Value {
    const value = this.#mapping === undefined ? this.#named.get(name) : itemOf(this.#mapping, name, this.#state);
    return value === undefined ? fail("KeyError", quoted(name)) : value;
  }

  #converted(value: Value, conversion: string | null): Value {
    if (conversion === null) return value;
    if (conversion === "s") return stringOf(value, this.#state);
    const written = representation(value, this.#state);
    if (conversion === "r") return written;
    if (conversion === "a") return derived(asciiOnly(plain(written)), written);
    return fail("ValueError", `Unknown conversion specifier ${conversion}`);
  }
}
