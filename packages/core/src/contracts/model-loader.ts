import type { FetchOptions } from "./download.ts";
import type { Model } from "./model.ts";
import type { LoadTokenizer } from "./tokenizer-engine.ts";

/** Opens models: from a directory, a hub, or wherever a plug-in keeps them. */
export interface ModelLoader {
  readonly name: string;
  readonly description: string;
  /** Whether this loader takes such a name; the first that does, loads. Later plug-ins are asked first. */
  accepts(source: string): boolean;
  /**
   * Reads a model's files; its tokenizer is made of them by `loadTokenizer`.
   *
   * @throws {TurnwiseError} with the path or id and what to do, if it cannot be read
   */
  load(source: string, loadTokenizer: LoadTokenizer, options?: FetchOptions): Promise<Model>;
}
