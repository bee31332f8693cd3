import { commonData, commonHeader, commonLosses, mayFollow } from "./common-turn.ts";
import { plainTurn, type DerivedTurn, type OwnTurn } from "./derived-turn.ts";
import { differenceIn } from "./exact.ts";
import type { Derivation } from "./found-turn.ts";
import type { Prefix } from "./prefix.ts";

/**
 * A turn of a renderer that knows its turns, with messages behind it, as the rendering that ends with it has it: begun by its prompt, as
 * the full rendering is. Where nothing is uncommon, this is what the general rules (`findTurn`, `judge`) find; null otherwise.
 *
 * ```
 * plain  <|im_start|>user\nq1<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\na1<|im_end|>
 * full   <|im_start|>user\nq1<|im_end|>\n<|im_start|>assistant\na1<|im_end|>\n<|im_start|>user\nq2…
 *                                                            ↑ the prompt's end
 * ```
 */
export function rewrittenTurn(
  message: number,
  prompt: Prefix,
  plain: Prefix,
  derivation: Derivation,
): DerivedTurn | null {
  const { whole } = derivation.prefixes;
  const [inPlain, inWhole] = [plain.knownTurn(message), whole.knownTurn(message)];
  if (plain === whole || inPlain === null || inPlain.end === null || inWhole === null || inWhole.end === null)
    return null;
  const bodyStart = prompt.length;
  const [stopStart, end] = inPlain.end;
  if (inPlain.bodyStart !== bodyStart || !plain.startsWith(prompt)) return null;

  const header = commonHeader(message, prompt, derivation);
  const data = header && commonData(message, plain, bodyStart);
  const ofWhole = data && commonData(message, whole, bodyStart);
  if (header === null || data === null || ofWhole === null) return null;
  if ((data.at(-1)?.end ?? 0) > stopStart || (ofWhole.at(-1)?.end ?? 0) > inWhole.end[0]) return null;

  const text = plain.slice(bodyStart, end);
  const stop = derivation.markup.lastStop(text);
  const lost = mayFollow(text, header, derivation) ? commonLosses(message, data, derivation) : null;
  if (stop === null || lost === null) return null;

  const messages = [message];
  const own: OwnTurn = { prompt, plain, text, range: [bodyStart, end], appended: "", stop, replacedStart: "" };
  const block = {
    role: "assistant",
    messages,
    bodyStart: inWhole.bodyStart,
    bodyEnd: inWhole.end[0],
    end: inWhole.end,
  };
  const place = { bodyStart: block.bodyStart, end: block.end, dataEnd: block.bodyEnd };
  const difference = differenceIn(whole, place, own, false);
  const rendered = [inWhole.bodyStart, inWhole.end[1]] as const;
  return plainTurn({ messages, proof: plain.proof, rendered, inFull: block, lost, own }, difference);
}
