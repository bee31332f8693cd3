import { Builtin } from "../values/builtin.ts";
import type { Hash } from "../values/dict.ts";
import { Tuple } from "../values/list.ts";
import { Float, integer } from "../values/numbers.ts";
import { asInteger, fail, hashOf } from "../values/operations.ts";
import { boundOf, sliceBounds } from "../values/slice-of.ts";
import { PythonObject, type Value } from "../values/value.ts";

/** What `range(0, 10, 2)` gives: whole numbers that are worked out when asked for. */
export class RangeValue extends PythonObject {
  readonly typeName = "range";
  readonly #start: bigint;
  readonly #stop: bigint;
  readonly #step: bigint;
  readonly #size: number;

  constructor(start: bigint, stop: bigint, step: bigint, size: number) {
    super();
    this.#start = start;
    this.#stop = stop;
    this.#step = step;
    this.#size = size;
  }

  text(): string {
    const bounds = `${this.#start}, ${this.#stop}`;
    return this.#step === 1n ? `range(${bounds})` : `range(${bounds}, ${this.#step})`;
  }

  override length(): number {
    return this.#size;
  }

  override *iterate(): Generator<Value, void> {
    for (let index = 0; index < this.#size; index++) yield this.#at(index);
  }

  override item(key: Value): Value | undefined {
    const index = asInteger(key);
    if (index === null) return undefined;
    const at = index < 0 ? Number(index) + this.#size : Number(index);
    return at >= 0 && at < this.#size ? this.#at(at) : undefined;
  }

  override slice(start: Value, stop: Value, step: Value): Value | undefined {
    const [from, to, by] = [boundOf(start), boundOf(stop), boundOf(step)];
    if (from === undefined || to === undefined || by === undefined) return undefined;
    const [first, end] = sliceBounds(this.#size, from, to, by ?? 1);
    const size = Math.max(0, Math.ceil((end - first) / (by ?? 1)));
    const at = (index: number): bigint => this.#start + BigInt(index) * this.#step;
    const widest = Number.isFinite(by ?? 1) ? BigInt(by ?? 1) : BigInt(this.#size + 1);
    return new RangeValue(at(first), at(end), this.#step * widest, size);
  }

  override contains(value: Value): boolean {
    return this.#indexOf(value) >= 0;
  }

  override attribute(name: string): Value | undefined {
    switch (name) {
      case "start":
        return integer(this.#start);
      case "stop":
        return integer(this.#stop);
      case "step":
        return integer(this.#step);
      case "count":
        return this.#method(name, (value) => (this.#indexOf(value) < 0 ? 0 : 1));
      case "index":
        return this.#method(name, (value) => {
          const index = this.#indexOf(value);
          return index < 0 ? fail("ValueError", "range.index(x): x not in range") : index;
        });
      default:
        return undefined;
    }
  }

  override equals(other: Value): boolean {
    return other instanceof RangeValue && other.hash() === this.hash();
  }

  override hash(): Hash {
    const [first, step] = [this.#size > 0 ? this.#at(0) : null, this.#size > 1 ? integer(this.#step) : null];
    return hashOf(new Tuple(["range", this.#size, first, step]));
  }

  #method(name: string, run: (value: Value) => Value): Builtin {
    return new Builtin(name, ({ positional, named }) => {
      const [value] = positional;
      if (value === undefined || positional.length > 1 || named.size > 0) {
        fail("TypeError", `range.${name}() takes exactly one argument (${positional.length} given)`);
      }
      return run(value);
    });
  }

  #at(index: number): number | bigint {
    return integer(this.#start + BigInt(index) * this.#step);
  }

  #indexOf(value: Value): number {
    const number = value instanceof Float ? value.value : asInteger(value);
    if (number === null || (typeof number === "number" && !Number.isInteger(number))) return -1;
    const distance = BigInt(number) - this.#start;
    if (distance % this.#step !== 0n) return -1;
    const index = distance / this.#step;
    return index >= 0n && index < this.#size ? Number(index) : -1;
  }
}
