import {
  didYouMean,
  RowError,
  TurnwiseError,
  type AdapterSettings,
  type ColumnMap,
  type JsonObject,
  type RecognisedShape,
  type RowAdapter,
} from "@turnwise/core";
import { columnOf } from "./columns.ts";
import { allColumns, mostly } from "./sampled-rows.ts";

/** What the user says about the rows of a file. */
export interface ShapeChoice {
  /** An adapter's name. */
  readonly shape?: string;
  readonly columns?: ColumnMap;
  /** Roles that the user maps. */
  readonly roles?: readonly string[];
}

/** How the rows of a file are read. */
export interface ChosenAdapter {
  readonly adapter: RowAdapter;
  readonly settings: AdapterSettings;
  /** What becomes of the columns, for the user. */
  readonly statement: string;
}

/**
 * The adapter that understands the first rows of a file; what the user says comes first.
 *
 * @param name the file's, for errors
 * @throws {TurnwiseError} `shape-unclear`: a question that names the choices; `shape-unknown`, `columns-unknown`
 */
export function chooseAdapter(
  adapters: readonly RowAdapter[],
  rows: readonly JsonObject[],
  name: string,
  { shape, columns = {}, roles = [] }: ShapeChoice = {},
): ChosenAdapter {
  const fields = Object.keys(columns);
  const named = shape === undefined ? adapters : [adapterNamed(adapters, shape)];
  const able = named.filter((adapter) => fields.every((field) => adapter.fields?.includes(field) === true));
  if (able.length === 0) throw unknownFields(named, fields, shape);
  const seen = able.map((adapter) => ({
    adapter,
    recognised: rows.length === 0 ? null : (adapter.recognise?.(rows) ?? null),
  }));
  const recognising = seen.filter(({ recognised }) => recognised !== null);
  const chosen = able.length === 1 ? seen : recognising;
  const [first, ...others] = chosen.length === 0 && rows.length === 0 ? seen : chosen;
  if (first === undefined) throw notUnderstood(name, rows, able);
  if (others.length > 0 && rows.length > 0) throw ambiguous(name, chosen);
  const { adapter, recognised } = first;
  if (recognised?.doubt !== undefined && shape === undefined && fields.length === 0) {
    throw new TurnwiseError("shape-unclear", `${name}: ${recognised.doubt}`);
  }
  const map = { ...recognised?.columns, ...columns };
  checkOnce(name, map, fields);
  const settings = { columns: map, roles };
  checkColumns(name, rows, adapter, settings, Object.values(columns));
  return {
    adapter,
    settings,
    statement: fields.length === 0 && recognised !== null ? recognised.statement : said(map, adapter, rows),
  };
}

/** What the user names may be what another field was found in. */
function checkOnce(name: string, map: ColumnMap, named: readonly string[]): void {
  for (const field of named) {
    const other = Object.keys(map).find((each) => each !== field && map[each] === map[field]);
    if (other === undefined) continue;
    throw new TurnwiseError(
      "shape-unclear",
      `${name}: ${map[field] ?? ""} would be ${field} and ${other}. Name both: --columns ${field}=${map[field] ?? ""},${other}=COLUMN.`,
    );
  }
}

/** A column that no row has may come later, unless no row can be read without it: then its name is wrong. */
function checkColumns(
  name: string,
  rows: readonly JsonObject[],
  adapter: RowAdapter,
  settings: AdapterSettings,
  named: readonly string[],
): void {
  const missing = named.find((column) => rows.every((row) => columnOf(row, column) === undefined));
  if (missing === undefined || rows.length === 0 || rows.some((row) => isRead(adapter, row, settings))) return;
  const there = allColumns(rows);
  throw new TurnwiseError(
    "columns-unknown",
    `${name}: no row has the column ${missing}, which --columns names.${didYouMean(missing, there)} There are ${there.slice(0, 20).join(", ")}.`,
  );
}

function isRead(adapter: RowAdapter, row: JsonObject, settings: AdapterSettings): boolean {
  try {
    adapter.adapt(row, settings);
    return true;
  } catch (error) {
    if (error instanceof RowError) return false;
    throw error;
  }
}

function said(columns: ColumnMap, adapter: RowAdapter, rows: readonly JsonObject[]): string {
  const pairs = Object.entries(columns).map(([field, column]) => (field === column ? column : `${column} as ${field}`));
  if (pairs.length > 0) return pairs.join(", ");
  return rows.length === 0 ? "none of its first rows can be read, if it has any" : adapter.description;
}

function adapterNamed(adapters: readonly RowAdapter[], shape: string): RowAdapter {
  const found = adapters.find(({ name }) => name === shape);
  if (found !== undefined) return found;
  const known = adapters.map(({ name }) => name);
  throw new TurnwiseError(
    "shape-unknown",
    `--shape ${shape}: there is no such shape.${didYouMean(shape, known)} Known: ${known.join(", ")}.`,
  );
}

function unknownFields(
  adapters: readonly RowAdapter[],
  fields: readonly string[],
  shape: string | undefined,
): TurnwiseError {
  const known = adapters.map(({ name, fields: own = [] }) => `${name} reads ${own.join(", ")}`).join("; ");
  const which = shape === undefined ? "no shape" : `the shape ${shape} does not; nor`;
  return new TurnwiseError(
    "columns-unknown",
    `--columns names ${fields.join(", ")}, which ${shape === undefined ? `${which} reads together` : `the shape ${shape} does not read`}. It is FIELD=COLUMN; ${known}.`,
  );
}

function notUnderstood(name: string, rows: readonly JsonObject[], adapters: readonly RowAdapter[]): TurnwiseError {
  const shapes = adapters.map((adapter) => `${adapter.name} (${adapter.description})`).join("; ");
  const columns = allColumns(rows);
  if (columns.length === 0) {
    return new TurnwiseError("shape-unclear", `${name}: its rows are empty: they have no columns at all.`);
  }
  if (mostly(rows, isMessage)) {
    return new TurnwiseError(
      "shape-unclear",
      `${name}: its rows look like single messages (${columns.slice(0, 20).join(", ")}), and a row should be a whole conversation: {"messages": [{"role": "user", "content": …}, …]}. ` +
        "Put the messages of each conversation into a list; of a file that is one: jq -sc '{messages: flatten}' FILE > rows.jsonl",
    );
  }
  return new TurnwiseError(
    "shape-unclear",
    `${name}: its rows have the columns ${columns.slice(0, 20).join(", ")}, which no shape is recognised in. Say which columns hold what: ` +
      `--columns messages=COLUMN for a list of messages, --columns user=COLUMN,assistant=COLUMN for an exchange, or --shape NAME. Known shapes: ${shapes}.`,
  );
}

function isMessage(row: JsonObject): boolean {
  const has = (column: string): boolean => typeof columnOf(row, column) === "string";
  return (has("role") && has("content")) || (has("from") && has("value"));
}

function ambiguous(
  name: string,
  candidates: readonly { readonly adapter: RowAdapter; readonly recognised: RecognisedShape | null }[],
): TurnwiseError {
  const choices = candidates.map(
    ({ adapter, recognised }) => `--shape ${adapter.name} (${recognised?.statement ?? adapter.description})`,
  );
  return new TurnwiseError(
    "shape-unclear",
    `${name}: its rows can be read in several ways. Choose one: ${choices.join(", or ")}.`,
  );
}
