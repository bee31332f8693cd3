import type { Tokens } from "@turnwise/core";
import { boundaryCount, type CutText } from "./cut-text.ts";
import { IntegerList } from "./integer-list.ts";
import { tokenBatch, type TokenBatch } from "./token-batch.ts";
import type { Workspace } from "./workspace.ts";

/** What a call of the kernel gave: where in some words its lists begin. */
interface CallResults {
  readonly words: Int32Array;
  readonly firstTokens: number;
  readonly straddles: number;
  readonly straddlesEnd: number;
  readonly output: number;
}

/** Puts the results of several calls of a kernel together, for texts in the order in which they were written. */
export class BatchCollector {
  readonly #ids = new IntegerList();
  readonly #tokenOffsets = new IntegerList();
  readonly #firstToken = new IntegerList();
  readonly #firstTokenOffsets = new IntegerList();
  readonly #straddles = new IntegerList();
  readonly #controlTokensInData = new IntegerList();

  /** Begins a new batch. */
  begin(): void {
    for (const column of this.#columns()) column.length = 0;
  }

  /**
   * Adds what the last call gave for its texts.
   *
   * @param count of tokens
   * @param alone ascending indexes of texts that have no pieces, and whose tokens `encode` makes; it may use the workspace
   */
  addCall<Text extends CutText>(
    workspace: Workspace,
    count: number,
    texts: readonly Text[],
    alone: readonly number[],
    encode: (text: Text) => Tokens,
  ): void {
    const results = alone.length === 0 ? resultsOf(workspace) : copiedResults(workspace, count);
    let { firstTokens, straddles } = results;
    let next = 0;
    for (let index = 0; index <= alone.length; index++) {
      const end = alone[index] ?? texts.length;
      const columnsEnd = this.#offsets(results, firstTokens, texts, next, end);
      if (columnsEnd > firstTokens) straddles = this.#columnsOf(results, firstTokens, columnsEnd, straddles);
      const text = texts[end];
      if (text === undefined) return;
      this.add(encode(text));
      firstTokens = columnsEnd + boundaryCount(text);
      next = end + 1;
    }
  }

  /** Adds the tokens of one text. */
  add({ ids, firstToken, straddles, controlTokensInData }: Tokens): void {
    const start = this.#ids.length;
    this.#tokenOffsets.push(start);
    this.#firstTokenOffsets.push(this.#firstToken.length);
    this.#firstToken.append(firstToken, 0, firstToken.length, start);
    this.#straddles.append(straddles, 0, straddles.length, start);
    this.#controlTokensInData.push(controlTokensInData);
    this.#ids.append(ids, 0, ids.length, 0);
  }

  finish(): TokenBatch {
    this.#tokenOffsets.push(this.#ids.length);
    this.#firstTokenOffsets.push(this.#firstToken.length);
    return tokenBatch({
      ids: this.#ids.take(),
      tokenOffsets: this.#tokenOffsets.take(),
      firstToken: this.#firstToken.take(),
      firstTokenOffsets: this.#firstTokenOffsets.take(),
      straddles: this.#straddles.take(),
      controlTokensInData: this.#controlTokensInData.take(),
    });
  }

  /** Where the texts from `next` to `end` begin. @returns the index behind their boundaries */
  #offsets(results: CallResults, boundary: number, texts: readonly CutText[], next: number, end: number): number {
    const { words } = results;
    const added = this.#ids.length - (words[boundary] ?? 0);
    const columns = this.#firstToken.length - boundary;
    let at = boundary;
    for (let index = next; index < end; index++) {
      const text = texts[index];
      if (text === undefined) break;
      this.#tokenOffsets.push((words[at] ?? 0) + added);
      this.#firstTokenOffsets.push(at + columns);
      this.#controlTokensInData.push(0);
      at += boundaryCount(text);
    }
    return at;
  }

  /** All else of the texts with these boundaries. @returns the index behind their straddles */
  #columnsOf({ words, straddlesEnd, output }: CallResults, from: number, to: number, straddles: number): number {
    const first = words[from] ?? 0;
    const end = words[to - 1] ?? 0;
    const added = this.#ids.length - first;
    let behind = straddles;
    while (behind < straddlesEnd && (words[behind] ?? 0) < end) behind++;
    this.#firstToken.append(words, from, to, added);
    this.#straddles.append(words, straddles, behind, added);
    this.#ids.append(words, output + first, output + end, 0);
    return behind;
  }

  #columns(): readonly IntegerList[] {
    return [
      this.#ids,
      this.#tokenOffsets,
      this.#firstToken,
      this.#firstTokenOffsets,
      this.#straddles,
      this.#controlTokensInData,
    ];
  }
}

function resultsOf({ kernel, firstTokens, straddles, output }: Workspace): CallResults {
  return { words: kernel.words, firstTokens, straddles, straddlesEnd: straddles + kernel.straddleCount, output };
}

/** What another call does not write over. */
function copiedResults(workspace: Workspace, count: number): CallResults {
  const { words, firstTokens, straddles, straddlesEnd, output } = resultsOf(workspace);
  return {
    words: words.slice(firstTokens, output + count),
    firstTokens: 0,
    straddles: straddles - firstTokens,
    straddlesEnd: straddlesEnd - firstTokens,
    output: output - firstTokens,
  };
}
