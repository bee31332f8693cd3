import type { Limits } from "../limits.ts";
import { checkTemplate } from "./check-template.ts";
import { ExpressionParser } from "./expression-parser.ts";
import { Nesting } from "./nesting.ts";
import type { TemplateNode } from "./nodes.ts";
import { StatementParser } from "./statement-parser.ts";
import { TargetParser } from "./target-parser.ts";
import { TemplateSource } from "./template-source.ts";
import { TokenStream } from "./token-stream.ts";

/**
 * Reads a template as Jinja2 3.1.6 does in the environment of Hugging Face's `apply_chat_template`: `trim_blocks`, `lstrip_blocks`,
 * `break` and `continue`, `{% generation %}`. Offsets in the tree count in `normalizeNewlines(source)`.
 *
 * @throws {TemplateSyntaxError} what Jinja does not compile; its position says where
 * @throws {LimitError} a source that is too long or nests too deep
 */
export function parseTemplate(source: string, limits: Limits, name = "template"): TemplateNode {
  const template = new TemplateSource(source, name, limits);
  const stream = new TokenStream(template);
  const nesting = new Nesting(template, limits.nesting);
  const expressions = new ExpressionParser(stream, nesting);
  const statements = new StatementParser(stream, nesting, expressions, new TargetParser(stream, expressions));
  const tree: TemplateNode = { body: statements.template() };
  checkTemplate(tree, template, nesting);
  return tree;
}
