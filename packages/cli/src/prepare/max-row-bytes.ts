/** Longer rows are rejected (`row-too-large`): a conversation of this size is a file in the wrong format, or several in one. */
export const DEFAULT_MAX_ROW_BYTES: number = 16 << 20;
