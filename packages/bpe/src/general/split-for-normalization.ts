/**
 * Characters that the normalizers of Rust `tokenizers` 0.23.3 do not know, whose Unicode tables are older than those of Node: they neither
 * combine nor decompose, nor does anything across them. Found by comparing every code point (`test/tokenizer-oracle/unicode.py`).
 */
const NOT_NORMALIZED =
  String.raw`\u07FD\u0897-\u089F\u08CA-\u08D3\u09FE\u0C3C\u0D3B\u0D3C\u0EBA\u1715\u1ABF-\u1ADD\u1AE0-\u1AEB` +
  String.raw`\u1DF6-\u1DFA\u32FF\uA7F1-\uA7F4\uA82C\uAB69\u{105C9}\u{105D2}\u{105DA}\u{105E4}\u{10781}-\u{10785}` +
  String.raw`\u{10787}-\u{107B0}\u{107B2}-\u{107BA}\u{10D24}-\u{10D27}\u{10D69}-\u{10D6D}\u{10EAB}\u{10EAC}` +
  String.raw`\u{10EFA}\u{10EFB}\u{10EFD}-\u{10EFF}\u{10F46}-\u{10F50}\u{10F82}-\u{10F85}\u{11070}\u{1133B}` +
  String.raw`\u{11382}-\u{11385}\u{1138B}\u{1138E}\u{11390}\u{11391}\u{113B8}\u{113BB}\u{113C2}\u{113C5}` +
  String.raw`\u{113C7}-\u{113C9}\u{113CE}-\u{113D0}\u{1145E}\u{11839}\u{1183A}\u{11930}\u{11935}\u{11938}` +
  String.raw`\u{1193D}\u{1193E}\u{11943}\u{119E0}\u{11A34}\u{11A47}\u{11A99}\u{11D42}\u{11D44}\u{11D45}\u{11D97}` +
  String.raw`\u{11F41}\u{11F42}\u{1611E}-\u{16129}\u{1612F}\u{16D63}\u{16D67}-\u{16D6A}\u{16FF0}\u{16FF1}` +
  String.raw`\u{1CCD6}-\u{1CCF9}\u{1E030}-\u{1E06D}\u{1E08F}\u{1E130}-\u{1E136}\u{1E2AE}\u{1E2EC}-\u{1E2EF}` +
  String.raw`\u{1E4EC}-\u{1E4EF}\u{1E5EE}\u{1E5EF}\u{1E6E3}\u{1E6E6}\u{1E6EE}\u{1E6EF}\u{1E6F5}\u{1F16C}` +
  String.raw`\u{1FBF0}-\u{1FBF9}`;

const SEPARATOR = new RegExp(`[${NOT_NORMALIZED}]`, "u");
const SEPARATORS = new RegExp(`[${NOT_NORMALIZED}]`, "gu");
/** Cuts a text around the characters that normalizers pass over; the odd parts are those characters. */
export function splitForNormalization(text: string): readonly string[] {
  if (!SEPARATOR.test(text)) return [text];
  const parts: string[] = [];
  let at = 0;
  for (const match of text.matchAll(SEPARATORS)) {
    parts.push(text.slice(at, match.index), match[0]);
    at = match.index + match[0].length;
  }
  parts.push(text.slice(at));
  return parts;
}
