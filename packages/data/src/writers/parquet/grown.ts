interface Numbers<T> {
  readonly length: number;
  set(numbers: T): void;
}

/** Numbers in as much room as `length` needs: the same array, or one of twice its size that `create` makes, with what stood in it. */
export function grown<T extends Numbers<T>>(numbers: T, length: number, create: (length: number) => T): T {
  if (length <= numbers.length) return numbers;
  const larger = create(Math.max(length, 2 * numbers.length));
  larger.set(numbers);
  return larger;
}
