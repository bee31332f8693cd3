/**
 * A text after normalisation, and where in the original its characters come from.
 *
 * ```
 * original    c a f e ◌́ !        (e and U+0301 become one character)
 * text        c a f é !
 * origins     0 1 2 3 5 6        the last one is the end
 * ```
 */
export interface Normalized {
  readonly text: string;
  /** For each UTF-16 unit, and for the end, the offset of its character in the original, never falling; null where nothing moved. */
  readonly origins: Int32Array | null;
  /** `[start, end)` of the original where several characters were rewritten together, so that inner borders are not known. */
  readonly merged: readonly (readonly [start: number, end: number])[];
}

/** A text of which every unit stands where it stood. */
export function unmoved(text: string): Normalized {
  return { text, origins: null, merged: [] };
}

/** Where the character of a unit of the normalised text, or its end, stands in the original. */
export function originOf({ origins }: Normalized, unit: number): number {
  return origins === null ? unit : (origins[unit] ?? 0);
}

/** What two steps make together; `second` was made from the text of `first`. */
export function compose(first: Normalized, second: Normalized): Normalized {
  const { origins } = first;
  if (origins === null) return { ...second, merged: [...first.merged, ...second.merged] };
  const back = (at: number): number => origins[at] ?? 0;
  return {
    text: second.text,
    origins: second.origins === null ? origins : second.origins.map(back),
    merged: [...first.merged, ...second.merged.map(([start, end]): [number, number] => [back(start), back(end)])],
  };
}
