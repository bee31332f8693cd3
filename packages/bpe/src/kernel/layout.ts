/**
 * The memory that both kernels work on: the WebAssembly one in its linear memory, the TypeScript one in an ArrayBuffer. Numbers are
 * 32-bit, little endian; "words" are counted from byte 0, addresses are bytes. This file has no import and no type annotation, because
 * AssemblyScript compiles it, too.
 *
 * ```
 * 0        HEADER        end of header      image end       workspace
 * ├────────┼─────────────┼──────────────────┼───────────────┼──────────────────────────────┬─ ─ ─ ─ ─ ─ ─ ─
 * │ module │ header words│ tables           │ word cache    │ text, boundaries, output …   │ scratch for a
 * │ 64 KiB │ 256 bytes   │ (what is cached  │ (the kernel's │ (laid out by the host,       │ long word, grown
 * │        │             │  on disk)        │  own)         │  anew for every call)        │ on demand
 * ```
 *
 * The *image*, header and tables, is made once from a tokenizer.json and is the same for both kernels. Each table begins at an address
 * that is a multiple of 64. A header word named `*_TABLE` holds the address of a table, 0 if there is none.
 */

/** Address of the header. */
export const HEADER = 65536;
export const HEADER_BYTES = 256;

/** Changes whenever anything here does: an image of another version is made anew. */
export const LAYOUT_VERSION = 3;

// Words of the header, counted from HEADER / 4.

export const VERSION_WORD = 0;
/** First address behind the tables. */
export const IMAGE_END_WORD = 1;
/** Sum of the FLAG_… below. */
export const FLAGS_WORD = 2;

/** Symbols are characters, and a space (0x20) stands for U+2581 `▁`, as in SentencePiece; otherwise symbols are bytes. */
export const FLAG_CHARACTERS = 1;
/** A whole word that is a token is taken as it is (`ignore_merges`). */
export const FLAG_WHOLE_WORDS = 2;
/** FLAG_CHARACTERS only: every space begins a word (Metaspace with `split`). */
export const FLAG_SPLIT_SPACES = 4;

/**
 * Byte to class, 256 entries of one byte: classes of ASCII characters, NON_ASCII for the others. With FLAG_CHARACTERS only there is no
 * scanner: words end where NEIGHBOURS say so.
 */
export const BYTE_CLASSES_TABLE = 3;
export const NON_ASCII = 255;
/** Code point to class, 0x110000 entries of one byte. */
export const CHARACTER_CLASSES_TABLE = 4;

/**
 * The scanner: transitions of all stages, one row of 2^CLASS_SHIFT words for each state, one word for each class. Row 0 is the dead
 * state. A transition is the index of the first word of the next state's row, with these bits where something is to be done:
 *
 * ```
 * bit 31  SPECIAL     set if any other bit is, or the next state is the dead one: one comparison with 0 finds them
 * bit 30  MATCH       a match ends before the character that was read (the longest so far, by the pattern's own preference)
 * bit 29  RUN         the next state stays in itself on every letter a-z: a run of them may be skipped at once
 * bits 0-27           the next row's first word, counted from the table's begin; 0: dead
 * ```
 *
 * The class END_CLASS is read behind the last character. A match that has gone dead is final; where no match was found, the character
 * belongs to no match, and what lies between two matches is a piece as well ("isolated").
 */
export const TRANSITIONS_TABLE = 5;
export const CLASS_SHIFT_WORD = 6;
export const END_CLASS_WORD = 7;
export const SPECIAL = 0x80000000;
export const MATCH = 0x40000000;
export const RUN = 0x20000000;
export const NEXT_ROW = 0x0fffffff;
/**
 * Rules that a scanner of the kernel's own may follow instead of the transitions where a text is ASCII: one of the RULES_… below, and 0 if
 * there is none for this pattern. It finds the same words, faster.
 */
export const ASCII_RULES_WORD = 30;
/** cl100k and its descendants (Llama 3): digits by three. */
export const RULES_DIGITS_BY_THREE = 3;
/** The same with every digit for itself (Qwen). */
export const RULES_SINGLE_DIGITS = 1;
/** Start rows of the stages; each stage splits the pieces that the one before made. */
export const STAGES_TABLE = 8;
export const STAGE_COUNT_WORD = 9;
export const MOST_STAGES = 8;

/**
 * Merges: an open-addressed hash table of 2^n slots of eight bytes, so small that most of what is asked lies near. The slot of a pair is
 * `pairHash(left, right) & PAIR_MASK`, or some steps behind it:
 *
 * ```
 * bit 63                                                                0
 * │ left id        │ steps         │ rank            │ merged id      │
 *   PAIR_ID_BITS     what is left    PAIR_RANK_BITS    PAIR_ID_BITS          all bits set: empty
 * ```
 *
 * The right id is not there: a left id, a slot and a number of steps belong to one right id alone (see `pairHash`). There are at least
 * 2^PAIR_ID_BITS slots, and the id of which all bits are set is none. Left id and steps lie in the upper four bytes.
 */
export const PAIRS_TABLE = 10;
/** Slots less one. */
export const PAIR_MASK_WORD = 11;
export const PAIR_ID_BITS_WORD = 32;
export const PAIR_RANK_BITS_WORD = 33;
/**
 * Words of bits: bit `pairHash & 31` of word `pairHash >>> 5 & PAIR_FILTER_WORDS - 1` is set for every pair. Most look-ups end here, in a
 * table that stays in the processor's second cache.
 */
export const PAIR_FILTER_TABLE = 12;
export const PAIR_FILTER_WORDS = 32768;
/** FLAG_CHARACTERS not set: 65,536 words, slot of the pair (left byte << 8 | right byte), -1 if there is none. */
export const BYTE_PAIRS_TABLE = 13;
/** 256 words: id of each single byte; with FLAG_CHARACTERS those of `<0x00>` … `<0xFF>`, -1 where there is none. */
export const BYTE_TOKENS_TABLE = 14;
/** FLAG_CHARACTERS: word `code point >>> 6` is the number of a block of 64 words in CHARACTER_TOKENS: the ids of characters, -1 unknown. */
export const CHARACTER_BLOCKS_TABLE = 15;
export const CHARACTER_TOKENS_TABLE = 16;

/**
 * Where a word can be cut because no token reaches across. With FLAG_CHARACTERS: 128 x 128 bytes, 1 at `left << 7 | right` if some token
 * holds these two ASCII characters side by side (a space stands for `▁`).
 */
export const ASCII_NEIGHBOURS_TABLE = 17;
/**
 * Words of bits, addressed by `pairHash(left, right)` as in PAIR_FILTER, but by their own mask. With FLAG_CHARACTERS left and right are the code points
 * of neighbours inside a token; without, the bytes, as one number in big endian, of which a token holds the end of one character of
 * three bytes and the beginning of the next.
 */
export const NEIGHBOUR_FILTER_TABLE = 18;
/** Words, a power of two, less one. */
export const NEIGHBOUR_FILTER_MASK_WORD = 31;

/** Two bytes an id: how many bytes of text the token stands for (`▁` counts 1); 0 for ids that no word gives. */
export const TOKEN_LENGTHS_TABLE = 19;
/** One more than the highest id, added tokens included. */
export const TOKEN_COUNT_WORD = 20;
/** TOKEN_COUNT + 1 words: where each token's bytes begin in TOKEN_BYTES (`▁` as it is written in the vocabulary's meaning: a space). */
export const TOKEN_OFFSETS_TABLE = 21;
export const TOKEN_BYTES_TABLE = 22;
/**
 * FLAG_WHOLE_WORDS: open-addressed hash table of words: -1, or an id and above it, from bit WHOLE_WORD_ID_BITS on, the seven upper bits of
 * `bytesHash(bytes)`; slot `bytesHash(bytes) & WHOLE_WORD_MASK`.
 */
export const WHOLE_WORDS_TABLE = 23;
export const WHOLE_WORD_MASK_WORD = 24;
export const WHOLE_WORD_ID_BITS = 24;
/** Words of bits: bit `bytesHash & 31` of word `bytesHash >>> 5 & WHOLE_WORD_FILTER_WORDS - 1` is set for every word in WHOLE_WORDS. */
export const WHOLE_WORD_FILTER_TABLE = 34;
export const WHOLE_WORD_FILTER_WORDS = 32768;

/** A bit for each code point that a normaliser may change or join with a neighbour; none if it changes nothing. */
export const UNSTABLE_TABLE = 25;

/**
 * Tries of added tokens, as double arrays of three words a node: base, check, index of the added token or -1. The child of node n for byte b is
 * node `base + b` if its check is n. Node 0 is the root. Two tries: tokens matched in the text as it is, and in normalised text.
 */
export const ADDED_TOKENS_TABLE = 26;
export const ADDED_TOKEN_NODES_WORD = 27;
export const NORMALIZED_ADDED_TOKENS_TABLE = 28;
export const NORMALIZED_ADDED_TOKEN_NODES_WORD = 29;

// A piece of the text for `encode`, six words.

export const PIECE_WORDS = 6;
/** Address where the piece begins. */
export const PIECE_START = 0;
/** Address behind it. */
export const PIECE_END = 1;
export const PIECE_FLAGS = 2;
/** Id of the added token behind the piece, -1 for none. */
export const PIECE_TOKEN = 3;
/** Addresses of that token's own text. */
export const PIECE_TOKEN_START = 4;
export const PIECE_TOKEN_END = 5;

/**
 * The piece begins with a space that the text does not have. The kernel writes it over the byte before the piece, which is always
 * one of text that is encoded already (an added token's last byte) or one that the host keeps free.
 */
export const PIECE_PREFIX = 1;
/** The piece's words are not scanned but taken from the list of word ends, in order, up to the one that is the piece's end. */
export const PIECE_WORDS_GIVEN = 2;

/** Behind the last boundary. */
export const NO_BOUNDARY = 0x7fffffff;

// What `encode` returns instead of a number of tokens.

/** A word of more than LONGEST_WORD bytes that cannot be cut. */
export const WORD_TOO_LONG = -1;
/** A word that the tokenizer can write as a forbidden token only. */
export const FORBIDDEN_WORD = -2;
export const LONGEST_WORD = 1048576;
/** Bytes that kernels may read behind the end of a text, and that the host keeps in its memory: the first of them is 0. */
export const TEXT_PADDING = 64;
/** Bytes that kernels may write behind the last token of `output`, and that the host keeps free for it. */
export const OUTPUT_PADDING = 64;
/**
 * Room that a workspace has from the start: for all but the longest texts. An engine counts a memory that has grown as one that has become garbage
 * and one that was made, and looks for garbage all the sooner.
 */
export const WORKSPACE_BYTES = 8388608;
