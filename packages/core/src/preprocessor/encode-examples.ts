import type { Tokenizer } from "../contracts/tokenizer.ts";
import { RowError } from "../errors/row-error.ts";
import type { PlannedExample, PlannedTurn } from "../turns/planned-example.ts";
import { withoutBos, type EncodedRow } from "./encode-row.ts";
import { createPromptProof } from "./prove-prompt.ts";
import { breakApart, type StraddlePolicy } from "./straddles.ts";

/** An example with its ids, and those of its turns whose prompt has not the ids that a server would send. */
export interface EncodedExample {
  readonly example: PlannedExample;
  readonly row: EncodedRow;
  readonly unproven: readonly PlannedTurn[];
}

export interface EncodedExamples {
  readonly examples: readonly EncodedExample[];
  /** How many trained turns have a prompt whose ids differ when it is encoded alone. */
  readonly straddles: number;
  /** Whether the examples have more tokens than they may; then some were not encoded. */
  readonly exceeds: boolean;
}

/** How examples are encoded. */
export interface Encoding {
  readonly tokenizer: Tokenizer;
  readonly straddle: StraddlePolicy;
  /**
   * Whether later turns of an example must see earlier ones as a server would encode them; if not, an example is cut wherever that
   * is needed.
   */
  readonly proves: boolean;
  /** How many tokens several examples may have together. */
  readonly maxTokens: number;
  /** Breaks are positions in the text, in UTF-16 code units. */
  encode(example: PlannedExample, breaks: readonly number[]): EncodedRow;
}

/**
 * Encodes planned examples and proves their prompts on ids; by policy, what fails is encoded apart.
 *
 * @throws {RowError} `unproven`
 */
export function encodeExamples(planned: readonly PlannedExample[], encoding: Encoding): EncodedExamples {
  const examples: EncodedExample[] = [];
  let straddles = 0;
  let tokens = 0;
  for (const example of planned) {
    const row = encoding.encode(example, []);
    const straddling = unprovenOf(example.trained, row, encoding.tokenizer);
    straddles += straddling.length;
    const encoded = { example, row, unproven: straddling };
    for (const each of straddling.length === 0 ? [encoded] : cutBy(encoded, encoding)) {
      examples.push(each);
      tokens += each.row.tokens.ids.length;
    }
    if (examples.length > 1 && tokens > encoding.maxTokens) return { examples, straddles, exceeds: true };
  }
  return { examples, straddles, exceeds: false };
}

/** What the policy makes of an example of which some turns have not the ids of their prompts. */
function cutBy(given: EncodedExample, { encode, straddle, proves, tokenizer }: Encoding): readonly EncodedExample[] {
  const { example, unproven: straddling } = given;
  if (straddle !== "break") return [given];
  if (!proves) {
    const breaks = straddling.map(({ promptLength }) => promptLength);
    return [{ example, row: encode(example, breaks), unproven: [] }];
  }
  return breakApart(example, straddling).map(({ example: apart, breaks }) => {
    const row = encode(apart, breaks);
    const [failed] = unprovenOf(apart.trained, row, tokenizer);
    if (failed !== undefined) throw unproven(failed);
    return { example: apart, row, unproven: [] };
  });
}

/** The turns whose prompt has not the ids that a server would send. */
function unprovenOf(
  trained: readonly PlannedTurn[],
  { rendering, encoded, bos, options }: EncodedRow,
  tokenizer: Tokenizer,
): readonly PlannedTurn[] {
  const prove = createPromptProof(tokenizer, rendering, encoded, options);
  let failed: PlannedTurn[] | null = null;
  for (const turn of trained) if (prove(withoutBos(turn.promptLength, bos)) !== "equal") (failed ??= []).push(turn);
  return failed ?? ALL_PROVEN;
}

const ALL_PROVEN: readonly PlannedTurn[] = [];

function unproven({ messages }: PlannedTurn): RowError {
  return new RowError(
    "unproven",
    `the ids before the answer of message ${messages.join(", ")} are not those of its prompt, even where both are encoded apart. Train the row unproven with --turns as-rendered.`,
    { message: messages[0] ?? 0 },
  );
}
