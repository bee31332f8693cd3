interface Numbers<T> {
  readonly length: number;
  subarray(start: number, end: number): T;
}

/** Memory for one row's column, used again for the next: a typed array of its own for each row costs more than filling it. */
export class Room<T extends Numbers<T>> {
  readonly #create: (length: number) => T;
  #numbers: T;

  constructor(create: (length: number) => T) {
    this.#create = create;
    this.#numbers = create(0);
  }

  /** Room for `length` numbers, with what it was last filled with. What was taken before may be overwritten from now on. */
  take(length: number): T {
    if (length > this.#numbers.length) this.#numbers = this.#create(2 * length);
    return this.#numbers.subarray(0, length);
  }
}
