export interface Probe {
  readonly name: string;
  readonly template: string;
  readonly context?: () => Readonly<Record<string, unknown>>;
  readonly options?: { readonly endBefore?: readonly number[] };
  /** How it must end; absent where the text is given. */
  readonly ends?: "limit" | "error" | "error-or-limit" | "renders" | "any";
  /** What Jinja2 prints. */
  readonly text?: string;
}
export const probes: readonly Probe[];
