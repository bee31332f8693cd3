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
}

/**
 * Encodes planned examples and proves their prompts on ids; by policy, what fails is encoded apart.
 *
 * @throws {RowError} `unproven`
 * @param proves whether later turns of an example must see earlier ones as a server would encode them; if not, an example is cut
 * wherever that is needed
 */
export function encodeExamples(
  planned: readonly PlannedExample[],
  encode: (rendering: PlannedExample["rendering"], breaks: readonly number[]) => EncodedRow,
  tokenizer: Tokenizer,
  policy: StraddlePolicy,
  proves: boolean,
): EncodedExamples {
  let straddles = 0;
  const examples = planned.flatMap((example): readonly EncodedExample[] => {
    const row = encode(example.rendering, []);
    const isProven = provenIn(row, tokenizer);
    const straddling = example.trained.filter((turn) => !isProven(turn));
    straddles += straddling.length;
    if (straddling.length === 0 || policy !== "break") return [{ example, row, unproven: straddling }];
    if (!proves) {
      const breaks = straddling.map(({ promptLength }) => promptLength);
      return [{ example, row: encode(example.rendering, breaks), unproven: [] }];
    }
    return breakApart(example, straddling).map(({ example: apart, breaks }) => {
      const again = encode(apart.rendering, breaks);
      const isProvenNow = provenIn(again, tokenizer);
      for (const turn of apart.trained) if (!isProvenNow(turn)) throw unproven(turn);
      return { example: apart, row: again, unproven: [] };
    });
  });
  return { examples, straddles };
}

function provenIn(
  { rendering, encoded, bos, options }: EncodedRow,
  tokenizer: Tokenizer,
): (turn: PlannedTurn) => boolean {
  const prove = createPromptProof(tokenizer, rendering, encoded, options);
  return ({ promptLength }) => prove(withoutBos(promptLength, bos)) === "equal";
}

function unproven({ messages }: PlannedTurn): RowError {
  return new RowError(
    "unproven",
    `the ids before the answer of message ${messages.join(", ")} are not those of its prompt, even where both are encoded apart. Train the row unproven with --turns as-rendered.`,
    { message: messages[0] ?? 0 },
  );
}
