/** Bytes that `copyTokens` may write behind the copy. */
export const COPY_PADDING: usize = 12;

/** Copies four tokens at a time. @returns the address behind the copy */
export function copyTokens(tokens: usize, count: u32, output: usize): usize {
  const bytes = (<usize>count) << 2;
  if (bytes > 256) memory.copy(output, tokens, bytes);
  else for (let i: usize = 0; i < bytes; i += 16) v128.store(output + i, v128.load(tokens + i));
  return output + bytes;
}
