/** Whether `str.isspace` says so of a UTF-16 code unit; no white space is beyond them. */
export function isSpace(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || (unit >= 0x1c && unit <= 0x1f);
  if (unit < 0x85) return false;
  if (unit === 0x85 || unit === 0xa0 || unit === 0x1680 || (unit >= 0x2000 && unit <= 0x200a)) return true;
  return unit === 0x2028 || unit === 0x2029 || unit === 0x202f || unit === 0x205f || unit === 0x3000;
}

/** Whether `str.splitlines` ends a line at a UTF-16 code unit. */
export function isLineEnd(unit: number): boolean {
  if (unit <= 0x1e) return (unit >= 0x0a && unit <= 0x0d) || unit >= 0x1c;
  return unit === 0x85 || unit === 0x2028 || unit === 0x2029;
}
