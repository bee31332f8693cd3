import { ContextVariables, KNOWN_ROLES, TEMPLATE_VARIABLES } from "../context/context-variables.ts";
import { GLOBALS } from "../globals/globals.ts";
import { Budget, DEFAULT_LIMITS, type Limits } from "../limits.ts";
import { normalizeNewlines } from "../syntax/newlines.ts";
import { parseTemplate } from "../syntax/parse-template.ts";
import type { CompileOptions, RenderOptions, RenderResult, Template } from "../template.ts";
import { placed } from "./placed.ts";
import { Result } from "./result.ts";
import { Rendering } from "./rendering.ts";
import { type CompiledRoot, compileRoot } from "./root.ts";
import { featuresOf, type Features } from "./features.ts";

/**
 * Reads a chat template once, to be rendered as often as you like, as Python's Jinja2 3.1.6 renders it in the environment of
 * Hugging Face's `apply_chat_template`, with the origin of every character.
 *
 * @throws {TemplateSyntaxError} what Jinja cannot read
 * @throws {TemplateRuntimeError} TemplateAssertionError: an unknown filter or test, and what else Jinja finds when it compiles
 * @throws {LimitError} a source that is too long or nests too deep
 * @example
 * import { compileTemplate } from "@turnwise/jinja";
 *
 * const template = compileTemplate("{% for message in messages %}<{{ message.role }}>{{ message.content }}{% endfor %}");
 * template.render({ messages: [{ role: "user", content: "Hi" }] }).text; // "<user>Hi"
 */
export function compileTemplate(source: string, options: CompileOptions = {}): Template {
  const { name = "template" } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const text = normalizeNewlines(source);
  return placed(
    text,
    name,
    () => 0,
    () => {
      const tree = parseTemplate(source, limits, name);
      return new CompiledTemplate(text, name, limits, compileRoot(tree, text, name), featuresOf(tree));
    },
  );
}

class CompiledTemplate implements Template {
  readonly words: ReadonlySet<string>;
  readonly readsClock: boolean;
  readonly marksGeneration: boolean;
  readonly variables: ReadonlySet<string>;
  /** Whose names are template text. */
  readonly #roles: ReadonlySet<string>;
  readonly #source: string;
  readonly #name: string;
  readonly #limits: Limits;
  readonly #root: CompiledRoot;

  constructor(source: string, name: string, limits: Limits, root: CompiledRoot, { words, marksGeneration }: Features) {
    this.words = words;
    this.#roles = new Set([...KNOWN_ROLES, ...words]);
    this.marksGeneration = marksGeneration;
    this.readsClock = root.resolved.has("strftime_now");
    this.variables = new Set([...root.resolved].filter((variable) => !GLOBALS.has(variable)));
    this.#source = source;
    this.#name = name;
    this.#limits = limits;
    this.#root = root;
  }

  render(context: Readonly<Record<string, unknown>>, options: RenderOptions = {}): RenderResult {
    const { templateVariables = TEMPLATE_VARIABLES, roles = [], endBefore = [] } = options;
    let state: Rendering | null = null;
    return placed(
      this.#source,
      this.#name,
      () => state?.at ?? 0,
      () => {
        const known = roles.length === 0 ? this.#roles : new Set([...this.#roles, ...roles]);
        const given = new ContextVariables(context, templateVariables, known);
        state = new Rendering(given, new Budget(this.#limits), options.now ?? new Date(), new Set(endBefore));
        this.#root.run(state);
        return new Result(state);
      },
    );
  }
}
