import type { JsonNumber } from "../json/json-number.ts";

/**
 * A JSON value whose numbers keep their source text and whose objects keep their key order, because chat templates
 * print both. A number is a {@link JsonNumber} wherever a JavaScript number would print differently from Python's
 * (`2.0`, `9007199254740993`); an object is a Map wherever a plain object would reorder its keys (`{"2": …, "1": …}`).
 */
export type Json = null | boolean | number | string | JsonNumber | readonly Json[] | JsonObject;

/** Read both forms with `entriesOf` and `valueAt`. */
export type JsonObject = ReadonlyMap<string, Json> | { readonly [key: string]: Json };
