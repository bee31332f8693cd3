import { type CodePointSet, CODE_POINT_END, complement, rangeOf } from "../unicode/code-point-set.ts";
import { digitSet, propertySet, spaceSet, wordSet, wordSetInClass } from "../unicode/properties.ts";
import type { PatternSource } from "./pattern-source.ts";

/** Reads what follows a backslash where it stands for characters: `\n`, `\x{41}`, `\.` (one) or `\s`, `\p{Lu}` (a set). */
export function parseEscape(source: PatternSource, isInClass: boolean): CodePointSet {
  const property = source.takeMatch(/([pP])\{(\^?)([^{}^]*)\}/y);
  if (property) {
    const set = propertySet(property[3] ?? "") ?? source.refuse(`unknown property ${property[3]}`);
    return (property[1] === "P") === (property[2] === "^") ? set : complement(set);
  }
  const hexadecimal = source.takeMatch(/u([0-9a-fA-F]{4})|x\{([0-9a-fA-F]{1,8})\}|x([0-7][0-9a-fA-F])/y);
  if (hexadecimal) {
    const codePoint = Number.parseInt(hexadecimal[1] ?? hexadecimal[2] ?? hexadecimal[3] ?? "", 16);
    if (codePoint >= CODE_POINT_END) source.refuse("no such code point");
    return rangeOf(codePoint, codePoint);
  }
  const codePoint = source.takeCodePoint();
  const letter = String.fromCodePoint(codePoint);
  switch (letter) {
    case "s":
      return spaceSet();
    case "S":
      return complement(spaceSet());
    case "d":
      return digitSet();
    case "D":
      return complement(digitSet());
    case "w":
      return isInClass ? wordSetInClass() : wordSet();
    case "W":
      return complement(isInClass ? wordSetInClass() : wordSet());
    case "h":
      return HEXADECIMAL_DIGITS;
    case "H":
      return complement(HEXADECIMAL_DIGITS);
    default: {
      const control = CONTROLS.get(letter);
      if (control !== undefined) return rangeOf(control, control);
      if (codePoint >= 0x80 || /[0-9A-Za-z]/.test(letter)) source.refuse(`unknown escape \\${letter}`);
      return rangeOf(codePoint, codePoint);
    }
  }
}

const HEXADECIMAL_DIGITS: CodePointSet = [0x30, 0x3a, 0x41, 0x47, 0x61, 0x67];
const CONTROLS = new Map([
  ["t", 9],
  ["n", 10],
  ["v", 11],
  ["f", 12],
  ["r", 13],
  ["a", 7],
  ["e", 27],
]);
