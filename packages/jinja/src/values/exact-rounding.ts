/**
 * A finite number times 10^digits, rounded to a whole number exactly as it is in binary, halves to the even one.
 */
export function scaledToInteger(value: number, digits: number): bigint {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(value));
  const raw = bits.getBigUint64(0);
  const field = Number(raw >> 52n);
  const fraction = raw & 0xfffffffffffffn;
  const mantissa = field === 0 ? fraction : fraction | 0x10000000000000n;
  const exponent = (field === 0 ? 1 : field) - 1075;
  const scale = 10n ** BigInt(Math.abs(digits));
  const over = mantissa * (digits > 0 ? scale : 1n) * (exponent > 0 ? 1n << BigInt(exponent) : 1n);
  const under = (digits < 0 ? scale : 1n) * (exponent < 0 ? 1n << BigInt(-exponent) : 1n);
  const rounded = halfEven(over, under);
  return value < 0 ? -rounded : rounded;
}

/** a / b to the nearest whole number, halves to the even one; both are positive. */
export function halfEven(a: bigint, b: bigint): bigint {
  const whole = a / b;
  const twice = (a % b) * 2n;
  return twice > b || (twice === b && whole % 2n === 1n) ? whole + 1n : whole;
}
