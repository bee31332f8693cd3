import { Source } from "../values/source.ts";
import type { Value } from "../values/value.ts";
import { contextValue, arrayValues, type Place } from "./context-value.ts";
import { reading } from "./reading.ts";
import { Watch } from "./watch.ts";
import { WatchedList } from "./watched-list.ts";

/** Variables whose text is the template's, if nothing else is said: the special tokens. */
export const TEMPLATE_VARIABLES: readonly string[] = [
  "bos_token",
  "eos_token",
  "unk_token",
  "sep_token",
  "pad_token",
  "cls_token",
  "mask_token",
  "additional_special_tokens",
];

/** Roles whose names are template text in every template. */
export const KNOWN_ROLES: readonly string[] = ["system", "user", "assistant", "tool", "developer"];

/** The context of one rendering as Python values, each made when it is first asked for. */
export class ContextVariables {
  readonly #given: Readonly<Record<string, unknown>>;
  readonly #templateVariables: readonly string[];
  readonly #roles: ReadonlySet<string>;
  readonly #made: Map<string, Value | undefined>;
  /** What is looked at in `messages`; null if that is no list. */
  readonly watch: Watch | null;

  constructor(
    given: Readonly<Record<string, unknown>>,
    templateVariables: readonly string[],
    roles: ReadonlySet<string>,
  ) {
    this.#given = given;
    this.#templateVariables = templateVariables;
    this.#roles = roles;
    this.#made = new Map();
    const source = new Source(null, "messages");
    this.watch = reading(source, () => {
      const messages = this.#own("messages");
      return Array.isArray(messages) ? new Watch(arrayValues(messages, this.#place("messages", source))) : null;
    });
    if (this.watch !== null) this.#made.set("messages", new WatchedList(this.watch, 0, source));
  }

  /** Undefined if the context does not have it. */
  get(name: string): Value | undefined {
    const made = this.#made.get(name);
    if (made !== undefined || this.#made.has(name)) return made;
    const source = new Source(null, name);
    const value = reading(source, () => {
      const given = this.#own(name);
      return given === undefined ? undefined : contextValue(given, this.#place(name, source));
    });
    this.#made.set(name, value);
    return value;
  }

  #own(name: string): unknown {
    return Object.hasOwn(this.#given, name) ? this.#given[name] : undefined;
  }

  #place(name: string, source: Source): Place {
    return {
      source,
      depth: 0,
      isTemplate: this.#templateVariables.includes(name),
      messages: name === "messages" ? { roles: this.#roles } : null,
      message: -1,
    };
  }
}
