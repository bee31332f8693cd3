import { isJsonObject, RowError, TemplateError, valueAt, type Json, type RowPlace } from "@turnwise/core";

/** A conversation that the template refuses or stumbles over: its own words, or plain ones, then the place. */
export function templateFault(family: string, words: string, at?: RowPlace): TemplateError {
  const place = at === undefined ? "" : `, message ${at.message}${at.field === undefined ? "" : `, ${at.field}`}`;
  return new TemplateError(`${words} (${family}${place})`, at);
}

/** A role that the family does not declare. */
export function unknownRole(
  family: string,
  roles: Readonly<Record<string, string>>,
  message: number,
  role: string,
): RowError {
  const known = Object.keys(roles).join(", ");
  return new RowError(
    "unknown-role",
    `${family}: message ${message} has role ${JSON.stringify(role)}; this family knows ${known}. Map it with --role ${role}=user.`,
    { message, field: "role" },
  );
}

/** A content part other than text: what the template would print for it stands for something that no text holds, or is nothing. */
export function unsupportedPart(family: string, part: Json, message: number, field: string): RowError {
  const type = isJsonObject(part) ? valueAt(part, "type") : undefined;
  const found = typeof type === "string" ? `of type ${JSON.stringify(type)}` : "not an object with a type";
  return new RowError(
    "unsupported-part",
    `${family}: message ${message} has a content part ${found} at ${field}; only parts of type "text" are prepared. Take the part or the row out.`,
    { message, field },
  );
}
