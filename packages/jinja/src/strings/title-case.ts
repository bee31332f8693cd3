/** Characters of two letters, the second of which is small in title case: each group of three becomes its middle. */
const DIGRAPHS = "ǄǅǆǇǈǉǊǋǌǱǲǳ";
/** Greek with an iota subscript that stays small beside a capital. */
const GREEK: ReadonlyMap<string, string> = new Map([
  ["\u1fb2", "\u1fba\u0345"],
  ["\u1fb3", "\u1fbc"],
  ["\u1fb4", "\u0386\u0345"],
  ["\u1fb7", "\u0391\u0342\u0345"],
  ["\u1fc2", "\u1fca\u0345"],
  ["\u1fc3", "\u1fcc"],
  ["\u1fc4", "\u0389\u0345"],
  ["\u1fc7", "\u0397\u0342\u0345"],
  ["\u1ff2", "\u1ffa\u0345"],
  ["\u1ff3", "\u1ffc"],
  ["\u1ff4", "\u038f\u0345"],
  ["\u1ff7", "\u03a9\u0342\u0345"],
]);
const LIGATURE = /[\u00df\u0587\ufb00-\ufb06\ufb13-\ufb17]/;
/** Georgian has capitals for whole words only; the others are capitals already. */
const UNCHANGED = /[\u10d0-\u10fa\u10fd-\u10ff\u1fbc\u1fcc\u1ffc]/;

/** The title case of a character, which is its upper case, but for a few. */
export function titleCase(character: string): string {
  if (character < "\u00df") return character.toUpperCase();
  if (UNCHANGED.test(character)) return character;
  const digraph = DIGRAPHS.indexOf(character);
  if (digraph >= 0 && character.length === 1) return DIGRAPHS.charAt(digraph - (digraph % 3) + 1);
  const greek = GREEK.get(character);
  if (greek !== undefined) return greek;
  if (character >= "\u1f80" && character <= "\u1faf") return String.fromCharCode(character.charCodeAt(0) | 8);
  const upper = character.toUpperCase();
  return LIGATURE.test(character) ? upper.charAt(0) + upper.slice(1).toLowerCase() : upper;
}
