/** Does something for every item, `width` at the same time; results in the items' order. Ends with the first failure. */
export async function inParallel<T, R>(
  width: number,
  items: readonly T[],
  action: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = Array.from({ length: items.length });
  const waiting = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await action(item, index);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  return results;
}

/**
 * Does work for every item, `width` at the same time, and takes what comes of it in the items' order, one behind the other; gives what
 * was made of it. Ends with the first failure.
 */
export async function takenInOrder<T, Work, R>(
  width: number,
  items: readonly T[],
  work: (item: T, index: number) => Promise<Work>,
  take: (done: Work, item: T, index: number) => Promise<R>,
): Promise<R[]> {
  let before: Promise<unknown> = Promise.resolve();
  return inParallel(width, items, (item, index) => {
    const [done, turn] = [work(item, index), before];
    const taken = done.then(async (result) => {
      await turn;
      return take(result, item, index);
    });
    before = taken;
    taken.catch(() => {}); // where nothing comes behind it
    return taken;
  });
}
