/** Examples from the longest to the shortest; of equal length in their order. Lengths are from 0 to `longest`. */
export function byDescendingLength(lengths: Int32Array, longest: number): Int32Array {
  const places = new Int32Array(longest + 2);
  for (const length of lengths) places[longest - length + 1] = (places[longest - length + 1] ?? 0) + 1;
  for (let at = 1; at < places.length; at++) places[at] = (places[at] ?? 0) + (places[at - 1] ?? 0);
  const sorted = new Int32Array(lengths.length);
  for (const [example, length] of lengths.entries()) {
    const place = places[longest - length] ?? 0;
    sorted[place] = example;
    places[longest - length] = place + 1;
  }
  return sorted;
}
