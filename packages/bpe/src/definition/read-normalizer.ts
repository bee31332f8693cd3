import { readPattern } from "./read-pattern.ts";
import { fieldsOf, flagOf, listOf, notSupported, onlyKnown, textOf } from "./shape.ts";
import type { NormalizerStep } from "./tokenizer-definition.ts";

/**
 * The steps of a tokenizer.json's `normalizer`.
 *
 * @throws {TurnwiseError} `broken-model`; `tokenizer-not-supported` for a step or a field of one that is not known
 */
export function readNormalizer(config: unknown, where: string): readonly NormalizerStep[] {
  if (config === undefined || config === null) return [];
  const place = `${where}, normalizer`;
  const fields = fieldsOf(config, place);
  const type = textOf(fields["type"], `${place}.type`);
  const known = (...names: string[]): void => onlyKnown(fields, ["type", ...names], place);
  switch (type) {
    case "Sequence":
      known("normalizers");
      return listOf(fields["normalizers"], `${place}.normalizers`).flatMap((each) => readNormalizer(each, where));
    case "NFC":
    case "NFD":
    case "NFKC":
    case "NFKD":
      known();
      return [{ kind: "unicode-form", form: type }];
    case "Lowercase":
      known();
      return [{ kind: "lowercase" }];
    case "Strip":
      known("strip_left", "strip_right");
      return [
        {
          kind: "strip",
          left: flagOf(fields["strip_left"], `${place}.strip_left`),
          right: flagOf(fields["strip_right"], `${place}.strip_right`),
        },
      ];
    case "Prepend":
      known("prepend");
      return [{ kind: "prepend", text: textOf(fields["prepend"], `${place}.prepend`) }];
    case "Replace": {
      known("pattern", "content");
      const pattern = readPattern(fields["pattern"], `${place}.pattern`);
      if (pattern.kind === "text" && pattern.text === "") throw notSupported(where, "a replacement of the empty text");
      return [{ kind: "replace", pattern, content: textOf(fields["content"], `${place}.content`) }];
    }
    default:
      throw notSupported(where, `the normalizer ${type}`);
  }
}
