import * as library from "@huggingface/jinja";
import type { TreeNode } from "./syntax-tree.ts";

/** A value of a running template. */
export interface TemplateValue {
  /** `StringValue`, `IntegerValue`, `ArrayValue`, … */
  readonly type: string;
  readonly value: unknown;
}

/** Holds a template's variables. */
export interface TemplateScope {
  set(name: string, value: unknown): unknown;
}

interface Library {
  readonly Template: new (source: string) => { readonly parsed: TreeNode };
  readonly Environment: new () => TemplateScope;
  readonly Interpreter: new (scope: TemplateScope) => {
    run(program: TreeNode): TemplateValue;
    evaluate(node: TreeNode | undefined, scope: TemplateScope): TemplateValue;
  };
}

// Their own declarations do not resolve for ES modules in Node.
const loaded = library as unknown as Library;

export const Template: Library["Template"] = loaded.Template;
export const Environment: Library["Environment"] = loaded.Environment;
export const Interpreter: Library["Interpreter"] = loaded.Interpreter;
