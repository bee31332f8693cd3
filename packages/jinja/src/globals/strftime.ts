const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** What a directive stands for: a number with the width and filling that it has by itself, or a text. */
type Field =
  | { readonly number: number; readonly width: number; readonly filling: "0" | " " }
  | { readonly text: string; readonly swapped?: string };

/** Flags, width, modifier and letter; the letter may be missing at the end. */
const DIRECTIVE = /%([_0^#-]*)(\d*)([EO]?)([^]?)/gu;
/** Directives that a modifier does not go with. */
const NOT_WITH: ReadonlyMap<string, string> = new Map([
  ["E", "aAbBdDeFgGhHIjklmMSUVwW"],
  ["O", "aAcDFxXY"],
]);
const COMPOSITE: ReadonlyMap<string, string> = new Map([
  ["c", "%a %b %e %H:%M:%S %Y"],
  ["D", "%m/%d/%y"],
  ["F", "%Y-%m-%d"],
  ["r", "%I:%M:%S %p"],
  ["R", "%H:%M"],
  ["T", "%H:%M:%S"],
  ["x", "%m/%d/%y"],
  ["X", "%H:%M:%S"],
]);
/** CPython gives up on a result that is longer than this and than 256 times the format, and prints nothing. */
const SMALLEST_BUFFER = 1024;

/**
 * `datetime.strftime(format)` of CPython with glibc, in the C locale and without a time zone: all directives with the flags
 * `_-0^#`, widths and modifiers. What is no directive stays as it is.
 *
 * @param date read in the time zone of the process
 * @example
 * strftime("%-d %B %Y, %H:%M", new Date(2024, 6, 6, 3, 5)); // 6 July 2024, 03:05
 */
export function strftime(format: string, date: Date): string {
  let buffer = SMALLEST_BUFFER;
  while (buffer < 256 * format.length) buffer *= 2;
  let length = 0;
  let isTooLong = false;
  const text = (format.split("\0")[0] ?? "").replace(
    DIRECTIVE,
    (all, flags: string, width: string, modifier: string, letter: string) => {
      isTooLong ||= Number(width) >= buffer || length >= buffer;
      if (isTooLong) return "";
      if (all === "%f") return String(date.getMilliseconds() * 1000).padStart(6, "0");
      if (letter === "z") return "";
      const isAllowed = NOT_WITH.get(modifier)?.includes(letter) !== true;
      const field = isAllowed && letter !== "" ? fieldOf(letter, date, flags.includes("^")) : null;
      const piece = written(field ?? { text: all }, letter, flags, Number(width));
      length += piece.length;
      return piece;
    },
  );
  return isTooLong || text.length >= buffer ? "" : text;
}

function written(field: Field, letter: string, flags: string, columns: number): string {
  const filling = /[_0-](?=[^_0-]*$)/.exec(flags)?.[0];
  if ("number" in field) {
    const size = Math.max(columns, filling === "-" ? 0 : field.width);
    return String(field.number).padStart(size, filling === undefined ? field.filling : filling === "0" ? "0" : " ");
  }
  const isSwapped = flags.includes("#") && field.swapped !== undefined;
  const isUpper = flags.includes("^") && letter !== "P";
  const text = isSwapped ? field.swapped : isUpper ? field.text.toUpperCase() : field.text;
  return text.padStart(columns, filling === "0" ? "0" : " ");
}

function fieldOf(letter: string, date: Date, isUpper: boolean): Field | null {
  const composite = COMPOSITE.get(letter);
  if (composite !== undefined) {
    const text = strftime(composite, date);
    return { text: isUpper ? text.toUpperCase() : text };
  }
  const year = date.getFullYear();
  const [hour, twelve] = [date.getHours(), date.getHours() % 12 || 12];
  switch (letter) {
    case "a":
      return name(DAYS[date.getDay()]?.slice(0, 3));
    case "A":
      return name(DAYS[date.getDay()]);
    case "b":
    case "h":
      return name(MONTHS[date.getMonth()]?.slice(0, 3));
    case "B":
      return name(MONTHS[date.getMonth()]);
    case "C":
      return number(Math.floor(year / 100));
    case "d":
      return number(date.getDate());
    case "e":
      return number(date.getDate(), 2, " ");
    case "g":
      return number(isoWeek(date).year % 100);
    case "G":
      return number(isoWeek(date).year, 1);
    case "H":
      return number(hour);
    case "I":
      return number(twelve);
    case "j":
      return number(dayOfYear(date) + 1, 3);
    case "k":
      return number(hour, 2, " ");
    case "l":
      return number(twelve, 2, " ");
    case "m":
      return number(date.getMonth() + 1);
    case "M":
      return number(date.getMinutes());
    case "n":
      return { text: "\n" };
    case "p":
      return hour < 12 ? { text: "AM", swapped: "am" } : { text: "PM", swapped: "pm" };
    case "P":
      return { text: hour < 12 ? "am" : "pm" };
    case "s":
      return number(Math.floor(date.getTime() / 1000), 1, " ");
    case "S":
      return number(date.getSeconds());
    case "t":
      return { text: "\t" };
    case "u":
      return number(date.getDay() || 7, 1);
    case "U":
      return number(Math.floor((dayOfYear(date) + 7 - date.getDay()) / 7));
    case "V":
      return number(isoWeek(date).week);
    case "w":
      return number(date.getDay(), 1);
    case "W":
      return number(Math.floor((dayOfYear(date) + 7 - daysSinceMonday(date)) / 7));
    case "y":
      return number(year % 100);
    case "Y":
      return number(year, 1);
    case "Z":
      return { text: "" };
    case "%":
      return { text: "%" };
    default:
      return null;
  }
}

function number(value: number, width = 2, filling: "0" | " " = "0"): Field {
  return { number: value, width, filling };
}

function name(text = ""): Field {
  return { text, swapped: text.toUpperCase() };
}

function daysSinceMonday(date: Date): number {
  return (date.getDay() + 6) % 7;
}

/** From 0. In UTC, since local days may be shorter or longer. */
function dayOfYear(date: Date): number {
  return (
    (Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) - Date.UTC(date.getFullYear(), 0, 1)) / 86_400_000
  );
}

/** The week of ISO 8601: that of the year in which its Thursday is. */
function isoWeek(date: Date): { readonly year: number; readonly week: number } {
  const thursday = new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysSinceMonday(date) + 3);
  return { year: thursday.getFullYear(), week: Math.floor(dayOfYear(thursday) / 7) + 1 };
}
