import {
  createRenderingBuilder,
  textRendering,
  RowError,
  TurnwiseError,
  UnknownNameError,
  type EncodeOptions,
  type Rendering,
  type Tokens,
} from "@turnwise/core";
import type { AddedToken } from "../definition/tokenizer-definition.ts";
import { checkBreak, loneSurrogate } from "../general/check-break.ts";
import {
  controlTokenInData,
  findControlTokensInData,
  type ControlTokensInData,
} from "../general/control-tokens-in-data.ts";
import { createMatching, type Matching } from "../general/matching.ts";
import { createNormalizer, type Normalizer } from "../general/normalizer.ts";
import { originRuns } from "../general/origin-runs.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { HEADER, TOKEN_COUNT_WORD, TOKEN_LENGTHS_TABLE } from "../kernel/layout.ts";
import { AddedTokenTable } from "./added-token-table.ts";
import { BatchCollector } from "./batch-collector.ts";
import { collectIds, collectTokens, type WrittenText } from "./collect-tokens.ts";
import { checkCut, type CutText } from "./cut-text.ts";
import type { Encoder, EncoderParts, EncodeTextOptions } from "./encoder.ts";
import { ExactPath } from "./exact-path.ts";
import { FastPath } from "./fast-path.ts";
import { isFastPathExact } from "./is-fast-path-exact.ts";
import { cutAtCharacters } from "./cut-at-characters.ts";
import type { TokenBatch } from "./token-batch.ts";
import { workspaceOf } from "./workspaces.ts";
import type { Workspace } from "./workspace.ts";

/** UTF-16 units of the texts that one call of a kernel gets. */
const BATCH_UNITS = 1 << 17;

const NOTHING: readonly number[] = [];
const TEMPLATE = Uint8Array.of(0);
const DATA = Uint8Array.of(1);

/**
 * The encoder of a tokenizer.
 *
 * @example
 * const encoder = createEncoder({ kernel: createTypeScriptKernel(image), definition, plan });
 * encoder.encodeText("Hello world");
 */
export function createEncoder(parts: EncoderParts): Encoder {
  return new KernelEncoder(parts, createNormalizer(parts.definition.normalizer), new Set(parts.controlTokens));
}

class KernelEncoder implements Encoder {
  readonly controlTokens: readonly AddedToken[];
  readonly #parts: EncoderParts;
  readonly #normalizer: Normalizer;
  readonly #control: ReadonlySet<string>;
  readonly #workspace: Workspace;
  readonly #fast: FastPath | null;
  readonly #exact: ExactPath;
  readonly #batch = new BatchCollector();
  /** Some added token holds a NUL. */
  readonly #hasNul: boolean;
  readonly #forbidden: readonly number[];
  readonly #forbiddenKey: string;
  #matching: Matching | null = null;
  /** By ids, which copies of tokens share; of what was not encoded by default. */
  readonly #optionsOf: WeakMap<Int32Array, EncodeOptions> = new WeakMap();

  constructor(parts: EncoderParts, normalizer: Normalizer, control: ReadonlySet<string>) {
    const { kernel, definition, plan } = parts;
    this.#parts = parts;
    this.#normalizer = normalizer;
    this.#control = control;
    this.controlTokens = definition.addedTokens.filter((token) => token.special || control.has(token.content));
    const ids = new Set(this.controlTokens.map(({ id }) => id));
    this.#workspace = workspaceOf(kernel);
    const table = new AddedTokenTable(definition.addedTokens, ids, this.#match);
    this.#fast = isFastPathExact(definition, plan, normalizer) ? new FastPath(this.#workspace, table, plan) : null;
    this.#exact = new ExactPath(this.#workspace, definition, plan, normalizer, this.#match);
    this.#hasNul = definition.addedTokens.some(({ content }) => content.includes("\0"));
    this.#forbidden = [...ids].filter((id) => isGivenByWords(kernel, id));
    this.#forbiddenKey = this.#forbidden.join();
  }

  encode(rendering: Rendering, options?: EncodeOptions): Tokens {
    const tokens = this.#encodeCut(rendering, rendering, options);
    if (options !== undefined && (options.breaks?.length || options.controlTokensInData === "allow")) {
      this.#optionsOf.set(tokens.ids, options);
    }
    return tokens;
  }

  encodeBatch(renderings: readonly Rendering[]): TokenBatch {
    this.#batch.begin();
    let from = 0;
    let units = 0;
    for (let index = 0; index < renderings.length; index++) {
      const length = renderings[index]?.text.length ?? 0;
      if (units > 0 && units + length > BATCH_UNITS) {
        this.#encodeSome(renderings.slice(from, index));
        from = index;
        units = 0;
      }
      units += length;
    }
    this.#encodeSome(from === 0 ? renderings : renderings.slice(from));
    return this.#batch.finish();
  }

  encodeText(text: string, { specialTokens = "text" }: EncodeTextOptions = {}): Int32Array {
    if (specialTokens !== "text" && specialTokens !== "match") {
      throw new UnknownNameError("specialTokens", String(specialTokens), ["text", "match"]);
    }
    const origin = specialTokens === "text" ? DATA : TEMPLATE;
    const cut = { text, segments: { end: Int32Array.of(text.length), origin }, segmentCount: 1 };
    this.#write(null, cut, NOTHING, false, false);
    return collectIds(this.#workspace, this.#workspace.run());
  }

  starts(rendering: Rendering, tokens: Tokens): Int32Array {
    const characters = cutAtCharacters(rendering);
    const again = this.#encodeCut(rendering, characters, this.#optionsOf.get(tokens.ids));
    if (!equal(again.ids, tokens.ids)) {
      throw new TurnwiseError("tokens-of-another-rendering", "starts(): the tokens are not those of this rendering");
    }
    const starts = new Int32Array(again.ids.length);
    for (let character = 0; character < characters.segmentCount; character++) {
      const start = character === 0 ? 0 : (characters.segments.end[character - 1] ?? 0);
      starts.fill(start, again.firstToken[character], again.firstToken[character + 1]);
    }
    return starts;
  }

  withControlTokens(texts: Iterable<string>): Encoder {
    return new KernelEncoder(this.#parts, this.#normalizer, new Set([...this.#control, ...texts]));
  }

  /** Built when something unusual asks for it. */
  readonly #match = (): Matching =>
    (this.#matching ??= createMatching(this.#parts.definition.addedTokens, this.controlTokens, this.#normalizer));

  #encodeCut(rendering: Rendering, cut: CutText, options: EncodeOptions = {}): Tokens {
    const { breaks = NOTHING, controlTokensInData = "text" } = options;
    let start = 0;
    for (const end of breaks) {
      checkBreak(cut.text, start, end);
      start = end;
    }
    const joined = controlTokensInData === "allow";
    const written = this.#write(rendering, cut, breaks, joined, controlTokensInData === "reject");
    return collectTokens(this.#workspace, this.#workspace.run(), written);
  }

  #begin(joined: boolean): void {
    if (joined) this.#workspace.forbid(NOTHING, "");
    else this.#workspace.forbid(this.#forbidden, this.#forbiddenKey);
    this.#workspace.begin();
  }

  /** `given`: null for a plain text, whose rendering is made where it is asked for. */
  #write(
    given: Rendering | null,
    cut: CutText,
    breaks: readonly number[],
    joined: boolean,
    reject: boolean,
  ): WrittenText {
    this.#begin(joined);
    const { segmentCount } = cut;
    if (this.#fast?.write(cut) === true && this.#fast.cut(cut, breaks, joined)) {
      const controlTokensInData = this.#fast.mayHoldControl ? this.#inData(given ?? plainRendering(cut)).count : 0;
      return { segmentCount, inside: NOTHING, controlTokensInData };
    }
    checkCut(cut);
    if (!cut.text.isWellFormed()) throw loneSurrogate();
    this.#workspace.begin();
    const rendering = given ?? plainRendering(cut);
    const { count, first } = this.#inData(rendering);
    if (reject && first !== null) throw controlTokenInData(rendering, first);
    const inside = this.#exact.write(rendering, cut, originRuns(rendering), breaks, joined);
    return { segmentCount, inside, controlTokensInData: count };
  }

  /** Adds the tokens of renderings to the batch: in one call of the kernel, but for those that are not for the fast path. */
  #encodeSome(renderings: readonly Rendering[]): void {
    const encode = (rendering: Rendering): Tokens => this.encode(rendering);
    const together = this.#runTogether(renderings);
    if (together === null) for (const rendering of renderings) this.#batch.add(encode(rendering));
    else this.#batch.addCall(this.#workspace, together.count, renderings, together.alone, encode);
  }

  /** Runs the kernel once for all renderings. @returns null: they are to be encoded one by one */
  #runTogether(renderings: readonly Rendering[]): { count: number; alone: readonly number[] } | null {
    const fast = this.#fast;
    if (fast === null || this.#hasNul) return null;
    this.#begin(false);
    try {
      if (!fast.writeAll(renderings)) return null;
      const alone = fast.cutAll(renderings);
      return { count: this.#workspace.run(), alone };
    } catch (error) {
      if (error instanceof RowError) return null;
      throw error;
    }
  }

  #inData(rendering: Rendering): ControlTokensInData {
    return findControlTokensInData(this.#match().controlTexts, rendering.text, originRuns(rendering));
  }
}

/** Ids that no word gives have no length. */
function isGivenByWords({ bytes, words }: Kernel, id: number): boolean {
  const header = HEADER / 4;
  const lengths = words[header + TOKEN_LENGTHS_TABLE] ?? 0;
  if (id >= (words[header + TOKEN_COUNT_WORD] ?? 0)) return false;
  return bytes[lengths + 2 * id] !== 0 || bytes[lengths + 2 * id + 1] !== 0;
}

function plainRendering({ text, segments }: CutText): Rendering {
  if (text === "" || segments.origin === TEMPLATE) return textRendering(text);
  const builder = createRenderingBuilder();
  builder.data(text, null, { message: -1, field: "text", start: 0 });
  return builder.finish();
}

function equal(left: Int32Array, right: Int32Array): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index]);
}
