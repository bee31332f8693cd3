import { TemplateRuntimeError, TemplateSyntaxError } from "../errors.ts";
import type { BlockNode } from "../syntax/nodes.ts";
import { positionOf } from "../syntax/position.ts";
import type { Compiler } from "./compiler.ts";
import type { Frame } from "./frame.ts";
import type { Context } from "./context.ts";

/** A compiled block: prints itself. */
export type RunBlock = (frame: Frame, context: Context) => void;

/** What is known of a template as a whole while it is compiled. */
export class Unit {
  readonly compiler: Compiler;
  readonly source: string;
  readonly name: string;
  readonly blocks: ReadonlyMap<string, BlockNode>;
  /** Filled when the rest is compiled. */
  readonly runBlocks: Map<string, RunBlock>;
  /** Names read from the context, by their index in `Rendering.variables`. */
  readonly #variables: Map<string, number>;
  /** Names that some scope takes from the context. */
  readonly resolved: Set<string>;

  constructor(compiler: Compiler, source: string, name: string, blocks: ReadonlyMap<string, BlockNode>) {
    this.compiler = compiler;
    this.source = source;
    this.name = name;
    this.blocks = blocks;
    this.runBlocks = new Map();
    this.#variables = new Map();
    this.resolved = new Set();
  }

  get variables(): readonly string[] {
    return [...this.#variables.keys()];
  }

  variable(name: string): number {
    let index = this.#variables.get(name);
    if (index === undefined) {
      index = this.#variables.size;
      this.#variables.set(name, index);
    }
    return index;
  }

  /** What Jinja finds wrong when it compiles. */
  refuse(reason: string, offset: number): never {
    throw this.#placed(new TemplateRuntimeError("TemplateAssertionError", reason), offset);
  }

  /** What Python finds wrong when it compiles Jinja's code. */
  refuseSyntax(reason: string, offset: number): never {
    throw this.#placed(new TemplateSyntaxError(reason), offset);
  }

  lineOf(offset: number): number {
    return positionOf(this.source, offset, this.name).line;
  }

  #placed<E extends TemplateRuntimeError | TemplateSyntaxError>(error: E, offset: number): E {
    error.position = positionOf(this.source, offset, this.name);
    return error;
  }
}
