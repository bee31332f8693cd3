/** Packs by cost, the cheapest first; of equal cost that with the lowest number. A binary heap. */
export class CheapestFirst {
  readonly #packs: number[] = [];
  readonly #costs: number[] = [];

  add(pack: number, cost: number): void {
    let at = this.#packs.length;
    this.#packs.push(pack);
    this.#costs.push(cost);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** Takes the cheapest pack out; -1 if there is none. */
  takeCheapest(): number {
    const cheapest = this.#packs[0];
    if (cheapest === undefined) return -1;
    const last = this.#packs.length - 1;
    this.#swap(0, last);
    this.#packs.pop();
    this.#costs.pop();
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      if (left >= last) return cheapest;
      const child = left + 1 < last && this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#isBefore(child, at)) return cheapest;
      this.#swap(at, child);
      at = child;
    }
  }

  #isBefore(left: number, right: number): boolean {
    const difference = (this.#costs[left] ?? 0) - (this.#costs[right] ?? 0);
    return difference < 0 || (difference === 0 && (this.#packs[left] ?? 0) < (this.#packs[right] ?? 0));
  }

  #swap(left: number, right: number): void {
    for (const column of [this.#packs, this.#costs]) {
      const kept = column[left] ?? 0;
      column[left] = column[right] ?? 0;
      column[right] = kept;
    }
  }
}
