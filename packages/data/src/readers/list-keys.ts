/** A text, or a sign that opens or closes; all other signs say nothing of the structure. */
const SIGNS = /"(?:[^"\\]|\\.)*(?:"|$)|[[\]{}]/gs;

/**
 * The keys of a JSON object, as far as its begin shows them, under which lists of objects stand.
 *
 * ```
 * {"version": "1", "tags": ["a"], "data": [{"id": 1, …      data
 * ```
 */
export function listKeys(begin: string): readonly string[] {
  const keys: string[] = [];
  const open: string[] = [];
  let text = "";
  let key = "";
  for (const [sign] of begin.matchAll(SIGNS)) {
    if (sign.startsWith('"')) {
      text = sign;
    } else if (sign === "[" || sign === "{") {
      if (open.length === 1) key = text;
      open.push(sign);
      if (open.join("") === "{[{" && !keys.includes(key)) keys.push(key);
    } else {
      open.pop();
    }
  }
  return keys.map((each) => {
    try {
      return String(JSON.parse(each));
    } catch {
      return each;
    }
  });
}
