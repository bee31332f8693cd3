import { Dict, textHash } from "./dict.ts";
import type { RenderState } from "./render-state.ts";
import { representation } from "./representation.ts";
import { TextBuilder } from "./text-builder.ts";
import type { Str } from "./text.ts";
import { PythonObject, type Value } from "./value.ts";

/** `namespace(a=1)`: what a template may change, with `{% set ns.a = 2 %}`. */
export class Namespace extends PythonObject {
  readonly typeName = "Namespace";
  override readonly module = "jinja2.utils";
  #values: Map<string, Value>;

  constructor(values: Iterable<readonly [string, Value]> = []) {
    super();
    this.#values = new Map(values);
  }

  get(name: string): Value | undefined {
    return this.#values.get(name);
  }

  set(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  snapshot(): Map<string, Value> {
    return new Map(this.#values);
  }

  restore(values: ReadonlyMap<string, Value>): void {
    this.#values = new Map(values);
  }

  override attribute(name: string): Value | undefined {
    return this.#values.get(name);
  }

  text(state: RenderState): Str {
    const entries = new Map([...this.#values].map(([key, value]) => [textHash(key), { key, value }]));
    const builder = new TextBuilder();
    builder.add("<Namespace ");
    builder.add(representation(new Dict(entries), state));
    builder.add(">");
    return builder.build();
  }
}
