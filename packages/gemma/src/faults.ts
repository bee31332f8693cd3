import { TemplateError, type RowPlace } from "@turnwise/core";

/** A conversation that the template refuses or stumbles over: its own words, or plain ones, then the place. */
export function templateFault(family: string, words: string, at?: RowPlace): TemplateError {
  const place = at === undefined ? "" : `, message ${at.message}${at.field === undefined ? "" : `, ${at.field}`}`;
  return new TemplateError(`${words} (${family}${place})`, at);
}
