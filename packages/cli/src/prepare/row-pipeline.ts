import type { DatasetReader, Preprocessor, RowAdapter, Turnwise } from "@turnwise/core";
import { copiesTaken, openInput, type FileInput } from "@turnwise/data";
import type { PreparedRow, RowPipeline } from "@turnwise/run";
import { prepareRow } from "./prepare-row.ts";
import type { SourcePlan } from "./sources.ts";

/** A file that is open, with what reads it. */
interface OpenSource {
  readonly input: Promise<FileInput>;
  readonly reader: DatasetReader;
  readonly adapter: RowAdapter;
  readonly plan: SourcePlan;
  readonly copies: (position: number) => number;
}

/** What workers do with rows: read them, adapt them, prepare them. `sources` are the run's inputs, in their order. */
export function createRowPipeline(
  { registry }: Turnwise,
  preprocessor: Preprocessor,
  maxRowBytes: number,
  sources: readonly SourcePlan[],
): RowPipeline {
  const open = new Map<number, OpenSource>();
  /** The file that was read last, which may keep how far it was unpacked. */
  let last: Promise<FileInput> | null = null;
  const letGo = async (): Promise<void> => (await last?.catch(() => null))?.close();
  const sourceOf = (index: number): OpenSource => {
    const known = open.get(index);
    if (known !== undefined) return known;
    const plan = sources[index];
    if (plan === undefined) throw new Error(`the run has no input ${index}`);
    const source = {
      input: openInput(plan.path, plan.name),
      reader: registry.get<DatasetReader>("reader", plan.format),
      adapter: registry.get<RowAdapter>("row adapter", plan.shape),
      plan,
      copies: copiesTaken(plan),
    };
    open.set(index, source);
    return source;
  };
  return {
    weighted: preprocessor.weighted,
    async read({ source, range }, signal) {
      const { input, reader } = sourceOf(source);
      if (input !== last) await letGo();
      last = input;
      return reader.read(await input, { maxRowBytes, signal, ...(range !== null && { range }) });
    },
    prepare({ name, range, unit, source }, { line, value, position, diagnostics = [] }) {
      const { adapter, plan, reader, copies } = sourceOf(source);
      const times = copies(position);
      if (times === 0) return LEFT_OUT;
      const where = unit === "byte" ? `the line at byte ${position}` : `record ${position}`;
      const place = `${name}, ${range === null ? `${reader.unit} ${line}` : where}`;
      const prepared = prepareRow(place, preprocessor, adapter, plan, value, diagnostics);
      return prepared.kind === "rejection" || times === 1 ? prepared : repeated(prepared, times);
    },
    close: letGo,
  };
}

const LEFT_OUT: PreparedRow = {
  kind: "prepared",
  examples: [],
  diagnostics: [{ code: "left-out", message: "rows left out by the weight of their source", count: 1 }],
};

function repeated(prepared: PreparedRow, times: number): PreparedRow {
  return { ...prepared, examples: Array.from({ length: times }, () => prepared.examples).flat() };
}
