import { readPattern } from "./read-pattern.ts";
import { readMetaspace } from "./read-pre-tokenizer.ts";
import { brokenModel, countOf, fieldsOf, listOf, notSupported, onlyKnown, textOf } from "./shape.ts";
import type { DecoderStep } from "./tokenizer-definition.ts";

/**
 * The steps of a tokenizer.json's `decoder`, null if it has none.
 *
 * @throws {TurnwiseError} `broken-model`; `tokenizer-not-supported` for a step or a field of one that is not known
 */
export function readDecoder(config: unknown, where: string): readonly DecoderStep[] | null {
  return config === undefined || config === null ? null : readSteps(config, where);
}

function readSteps(config: unknown, where: string): readonly DecoderStep[] {
  const place = `${where}, decoder`;
  const fields = fieldsOf(config, place);
  const type = textOf(fields["type"], `${place}.type`);
  const known = (...names: string[]): void => onlyKnown(fields, ["type", ...names], place);
  switch (type) {
    case "Sequence":
      known("decoders");
      return listOf(fields["decoders"], `${place}.decoders`).flatMap((each) => readSteps(each, where));
    case "ByteLevel":
      known("add_prefix_space", "trim_offsets", "use_regex");
      return [{ kind: "byte-level" }];
    case "ByteFallback":
      known();
      return [{ kind: "byte-fallback" }];
    case "Fuse":
      known();
      return [{ kind: "fuse" }];
    case "Replace": {
      known("pattern", "content");
      const pattern = readPattern(fields["pattern"], `${place}.pattern`);
      if (pattern.kind === "text" && pattern.text === "") throw notSupported(where, "a replacement of the empty text");
      return [{ kind: "replace", pattern, content: textOf(fields["content"], `${place}.content`) }];
    }
    case "Strip": {
      known("content", "start", "stop");
      const content = textOf(fields["content"], `${place}.content`);
      if ([...content].length !== 1) throw brokenModel(`${place}.content`, "is not one character");
      const start = countOf(fields["start"], `${place}.start`);
      return [{ kind: "strip", content, start, stop: countOf(fields["stop"], `${place}.stop`) }];
    }
    case "Metaspace":
      known("replacement", "str_rep", "add_prefix_space", "prepend_scheme", "split");
      return [{ kind: "metaspace", prepend: readMetaspace(fields, where, place).prepend }];
    default:
      throw notSupported(where, `the decoder ${type}`);
  }
}
