import type { Entry } from "../values/dict.ts";
import { Source } from "../values/source.ts";
import { Text } from "../values/text.ts";
import type { Value } from "../values/value.ts";

/** An entry of a dict of the context, whose key is data, too: it comes from the entry, but stands in no string of it. */
export class ContextEntry implements Entry {
  readonly value: Value;
  readonly #name: string;
  readonly #source: Source;

  constructor(name: string, source: Source, value: Value) {
    this.#name = name;
    this.#source = source;
    this.value = value;
  }

  get key(): Value {
    return Text.from(this.#name, this.#source, -1);
  }
}
