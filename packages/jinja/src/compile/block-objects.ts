import { PythonObject, type Value } from "../values/value.ts";
import { quoted } from "../strings/quoted.ts";
import { plain, Text } from "../values/text.ts";
import { Undefined } from "../values/undefined.ts";
import type { Frame } from "./frame.ts";
import type { Unit } from "./unit.ts";

/** `self`: the blocks of the template, to be called. */
export function blocksObject(unit: Unit, frame: Frame): PythonObject {
  return new Blocks(unit, frame);
}

/** `super`: there is none, since nothing can be extended. */
export function parentBlock(name: string): Undefined {
  return new Undefined(`there is no parent block called ${quoted(name)}.`);
}

class Blocks extends PythonObject {
  readonly typeName = "TemplateReference";
  readonly module = "jinja2.runtime";
  readonly #unit: Unit;
  readonly #frame: Frame;

  constructor(unit: Unit, frame: Frame) {
    super();
    this.#unit = unit;
    this.#frame = frame;
  }

  text(): string {
    return "<TemplateReference None>";
  }

  override item(key: Value): Value | undefined {
    if (typeof key !== "string" && !(key instanceof Text)) return undefined;
    const name = plain(key);
    return this.#unit.blocks.has(name) ? new Block(name, this.#unit, this.#frame) : undefined;
  }
}

class Block extends PythonObject {
  readonly typeName = "BlockReference";
  readonly module = "jinja2.runtime";
  readonly #name: string;
  readonly #unit: Unit;
  readonly #frame: Frame;

  constructor(name: string, unit: Unit, frame: Frame) {
    super();
    this.#name = name;
    this.#unit = unit;
    this.#frame = frame;
  }

  text(): string {
    return "<jinja2.runtime.BlockReference object>";
  }

  override attribute(name: string): Value | undefined {
    if (name === "name") return this.#name;
    return name === "super" ? parentBlock(this.#name) : undefined;
  }

  override call(): Value {
    const { state, context } = this.#frame;
    const text = state.capture(() => {
      this.#unit.runBlocks.get(this.#name)?.(this.#frame, context);
      return true;
    });
    return state.autoescape ? Text.markup(text ?? "") : (text ?? "");
  }
}
