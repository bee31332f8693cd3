import { excerpt, printable } from "./excerpt.ts";
import type { JsonFault } from "./json-fault.ts";

/**
 * Says what is wrong and what to do.
 *
 * @example
 * explainJsonFault('{"a": None}', { kind: "python-literal", position: 6, found: "None" });
 * // broken JSON at column 7: None is Python, JSON has null, in: {"a": »None}. Write rows with json.dumps, not with str or repr.
 */
export function explainJsonFault(text: string, fault: JsonFault, unit: "line" | "record" = "line"): string {
  const [rule, cure] = explanation(fault, text, unit);
  return `broken JSON at column ${fault.position + 1}: ${rule}, in: ${excerpt(text, fault.position)}. ${cure}`;
}

const DUMPS = "Write rows with json.dumps, not with str or repr.";
const PYTHON: Readonly<Record<string, string>> = { None: "null", True: "true", False: "false" };

function explanation(
  { kind, found, position }: JsonFault,
  text: string,
  unit: "line" | "record",
): readonly [rule: string, cure: string] {
  const shown = printable(found);
  switch (kind) {
    case "ends-early":
    case "ends-in-string":
      return [
        kind === "ends-early" ? `the ${unit} ends before the JSON does` : `the ${unit} ends inside a string`,
        unit === "line"
          ? "The line was cut, or a row stands on several lines: one row a line, as jq -c prints it."
          : 'Brackets and quotes must come in pairs; quotes inside of texts are written as \\".',
      ];
    case "trailing-comma":
      return [`there is a comma before ${shown}`, "Take the comma out."];
    case "single-quote":
      return ["a single quote stands where JSON has a double quote, as Python prints a dict", DUMPS];
    case "python-literal": {
      const word = /^(?:None|True|False)/.exec(found)?.[0] ?? "";
      return [`${word} is Python, JSON has ${PYTHON[word] ?? ""}`, DUMPS];
    }
    case "not-a-number":
      return [
        `${shown} is no JSON number`,
        "Use null or leave the key out; json.dumps(row, allow_nan=False) finds these.",
      ];
    case "control-character":
      return [
        `a raw control character U+${hexadecimal(found)} stands inside a string`,
        `Write it as ${printable(found)}, as json.dumps does.`,
      ];
    case "bad-escape":
      return [`${shown} is no JSON escape`, "Write a backslash as \\\\."];
    case "bad-number":
      return [
        `${shown} is no JSON number`,
        "JSON has no leading zeros, no leading + and no bare point; quote it if it is text.",
      ];
    case "comment":
      return ["JSON has no comments", "Take it out."];
    case "byte-order-mark":
      return [
        "a byte order mark stands at the start of the line",
        "Files with a BOM were joined: take the U+FEFF out.",
      ];
    case "second-value":
      return [
        `something follows the JSON value: ${shown}`,
        text.slice(0, position).includes("\r")
          ? "Lines end in a line feed; this text has lone carriage returns: convert with tr '\\r' '\\n'."
          : "One row a line: put what follows on a line of its own.",
      ];
    case "comma-missing":
      return [
        `a comma or a closing bracket is missing before ${shown}`,
        'Is a quote inside a text not written as \\"?',
      ];
    case "colon-missing":
      return [`a colon is missing before ${shown}`, 'An entry is "key": value.'];
    case "key-missing":
      return [`a key in double quotes is missing before ${shown}`, 'An entry is "key": value.'];
    case "value-missing":
      return [`${shown} is no JSON value`, 'A row is one JSON object on one line, such as {"messages": […]}.'];
    default:
      return kind satisfies never;
  }
}

function hexadecimal(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
}
