import type { TemplateSyntaxError } from "../errors.ts";
import type { ExpressionParser } from "./expression-parser.ts";
import { LoaderParser } from "./loader-parser.ts";
import type { Nesting } from "./nesting.ts";
import type { BlockNode, Expression, ForNode, IfNode, OutputNode, Statement, Target, TextNode } from "./nodes.ts";
import type { TargetParser } from "./target-parser.ts";
import type { TokenStream } from "./token-stream.ts";
import { isWhiteSpace } from "../strings/white-space.ts";

/** The names of the tags that end a body. */
type Ends = readonly string[];

const LOADERS = ["extends", "include", "import", "from"] as const;
const BLOCKS = ["for", "if", "macro", "call", "filter", "set", "with", "block", "autoescape", "generation"] as const;
const TAGS = [...BLOCKS, ...LOADERS, "print", "break", "continue"] as const;
type Tag = (typeof TAGS)[number];

function isTag(name: string): name is Tag {
  return TAGS.some((tag) => tag === name);
}

/** Reads text, printed expressions and statements. */
export class StatementParser {
  readonly #stream: TokenStream;
  readonly #nesting: Nesting;
  readonly #expressions: ExpressionParser;
  readonly #targets: TargetParser;
  /** The statements being read, outermost first, and what their bodies end with: for the messages. */
  readonly #openTags: string[] = [];
  readonly #awaited: Ends[] = [];

  constructor(stream: TokenStream, nesting: Nesting, expressions: ExpressionParser, targets: TargetParser) {
    this.#stream = stream;
    this.#nesting = nesting;
    this.#expressions = expressions;
    this.#targets = targets;
  }

  /** Everything up to the end of the template. @throws {TemplateSyntaxError} @throws {LimitError} */
  template(): Statement[] {
    return this.#statements([]);
  }

  /** Up to a tag with one of these names, which is then current, or the end of the template. */
  #statements(ends: Ends): Statement[] {
    const stream = this.#stream;
    const statements: Statement[] = [];
    let parts: (TextNode | Expression)[] = [];
    const flush = (): void => {
      const [first] = parts;
      if (first) statements.push({ kind: "output", parts, offset: first.offset });
      parts = [];
    };
    for (;;) {
      const token = stream.current;
      if (token.kind === "end") break;
      stream.next();
      if (token.kind === "data") {
        parts.push({ kind: "text", text: token.text, offset: token.offset });
      } else if (token.kind === "variable begin") {
        parts.push(this.#expressions.tuple());
        stream.expect("variable end");
      } else {
        flush();
        if (stream.isName(...ends)) return statements;
        statements.push(this.#nesting.deeper(token.offset, () => this.#statement()));
        stream.expect("block end");
      }
    }
    flush();
    return statements;
  }

  /** What stands between the end of a tag and one of these tags, whose name is then current. */
  #body(...ends: Ends): Statement[] {
    this.#stream.skipIf(":");
    this.#stream.expect("block end");
    this.#awaited.push(ends);
    const body = this.#statements(ends);
    if (this.#stream.is("end")) throw this.#unclosed("Unexpected end of template.");
    this.#awaited.pop();
    return body;
  }

  /** The same, and behind the name. */
  #bodyUntil(end: string): Statement[] {
    const body = this.#body(end);
    this.#stream.next();
    return body;
  }

  #statement(): Statement {
    const token = this.#stream.current;
    if (token.kind !== "name") throw this.#stream.source.refuse("tag name expected", token.offset);
    if (!isTag(token.text)) throw this.#unclosed(`Encountered unknown tag '${token.text}'.`, token.text);
    this.#openTags.push(token.text);
    const statement = this.#tag(token.text, token.offset);
    this.#openTags.pop();
    return statement;
  }

  #tag(name: Tag, offset: number): Statement {
    this.#stream.next();
    switch (name) {
      case "for":
        return this.#for(offset);
      case "if":
        return this.#if(offset);
      case "macro": {
        const macro = this.#targets.name().name;
        const signature = this.#signature();
        return { kind: "macro", name: macro, ...signature, body: this.#bodyUntil("endmacro"), offset };
      }
      case "call":
        return this.#callBlock(offset);
      case "filter": {
        const filters = this.#expressions.filters(true);
        return { kind: "filter-block", filters, body: this.#bodyUntil("endfilter"), offset };
      }
      case "generation":
        return { kind: "generation", body: this.#bodyUntil("endgeneration"), offset };
      case "with":
        return this.#with(offset);
      case "block":
        return this.#block(offset);
      case "set":
        return this.#set(offset);
      case "autoescape": {
        const value = this.#expressions.expression();
        return { kind: "autoescape", value, body: this.#bodyUntil("endautoescape"), offset };
      }
      case "print":
        return this.#print(offset);
      case "break":
      case "continue":
        return { kind: name, offset };
      case "extends":
      case "include":
      case "import":
      case "from":
        return new LoaderParser(this.#stream, this.#expressions, this.#targets).read(name, offset);
    }
  }

  #for(offset: number): ForNode {
    const target = this.#targets.target();
    this.#stream.expectName("in");
    const iterable = this.#expressions.tuple({ conditional: false });
    const test = this.#stream.skipIfName("if") ? this.#expressions.expression() : null;
    const recursive = this.#stream.skipIfName("recursive");
    const body = this.#body("endfor", "else");
    const hasElse = this.#stream.skipIfName("else");
    if (!hasElse) this.#stream.next();
    const otherwise = hasElse ? this.#bodyUntil("endfor") : [];
    return { kind: "for", target, iterable, body, otherwise, test, recursive, offset };
  }

  #if(offset: number): IfNode {
    const branches: Pick<IfNode, "test" | "body" | "offset">[] = [];
    let at = offset;
    do {
      const test = this.#expressions.tuple({ conditional: false });
      branches.push({ test, body: this.#body("elif", "else", "endif"), offset: at });
      at = this.#stream.current.offset;
    } while (this.#stream.skipIfName("elif"));
    const hasElse = this.#stream.skipIfName("else");
    if (!hasElse) this.#stream.next();
    let otherwise: readonly Statement[] = hasElse ? this.#bodyUntil("endif") : [];
    for (const branch of branches.slice(1).toReversed()) otherwise = [{ kind: "if", ...branch, otherwise }];
    const [first] = branches;
    if (!first) throw new Error("an if has a test");
    return { kind: "if", ...first, otherwise };
  }

  #signature(): { parameters: string[]; defaults: Expression[] } {
    const parameters: string[] = [];
    const defaults: Expression[] = [];
    this.#stream.expect("(");
    while (!this.#stream.is(")")) {
      if (parameters.length > 0) this.#stream.expect(",");
      parameters.push(this.#targets.name().name);
      if (this.#stream.skipIf("=")) defaults.push(this.#expressions.expression());
      else if (defaults.length > 0) throw this.#refuse("non-default argument follows default argument");
    }
    this.#stream.next();
    return { parameters, defaults };
  }

  #callBlock(offset: number): Statement {
    const signature = this.#stream.is("(") ? this.#signature() : { parameters: [], defaults: [] };
    const call = this.#expressions.expression();
    if (call.kind !== "call") throw this.#refuse("expected call", offset);
    return { kind: "call-block", ...signature, call, body: this.#bodyUntil("endcall"), offset };
  }

  #with(offset: number): Statement {
    const targets: Target[] = [];
    const values: Expression[] = [];
    while (!this.#stream.is("block end")) {
      if (targets.length > 0) this.#stream.expect(",");
      targets.push(this.#targets.target());
      this.#stream.expect("=");
      values.push(this.#expressions.expression());
    }
    return { kind: "with", targets, values, body: this.#bodyUntil("endwith"), offset };
  }

  #block(offset: number): BlockNode {
    const name = this.#stream.expectName().text;
    const scoped = this.#stream.skipIfName("scoped");
    const required = this.#stream.skipIfName("required");
    if (this.#stream.is("-")) {
      throw this.#refuse(
        "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.",
      );
    }
    const body = this.#bodyUntil("endblock");
    if (required && !body.every(isBlank)) throw this.#refuse("Required blocks can only contain comments or whitespace");
    this.#stream.skipIfName(name);
    return { kind: "block", name, body, scoped, required, offset };
  }

  #set(offset: number): Statement {
    const target = this.#targets.target(true);
    if (this.#stream.skipIf("=")) return { kind: "assign", target, value: this.#expressions.tuple(), offset };
    const filters = this.#expressions.filters(false);
    return { kind: "assign-block", target, filters, body: this.#bodyUntil("endset"), offset };
  }

  #print(offset: number): OutputNode {
    const parts: Expression[] = [];
    while (!this.#stream.is("block end")) {
      if (parts.length > 0) this.#stream.expect(",");
      parts.push(this.#expressions.expression());
    }
    return { kind: "output", parts, offset };
  }

  #refuse(reason: string, offset: number = this.#stream.current.offset): TemplateSyntaxError {
    return this.#stream.source.refuse(reason, offset);
  }

  /** An unknown tag, or the end of the template, where a body has not ended. */
  #unclosed(what: string, tag?: string): TemplateSyntaxError {
    const reasons = [what];
    const looking = this.#awaited
      .at(-1)
      ?.map((end) => `'${end}'`)
      .join(" or ");
    if (looking !== undefined && tag !== undefined && this.#awaited.some((ends) => ends.includes(tag))) {
      reasons.push(
        `You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for ${looking}.`,
      );
    } else if (looking !== undefined) {
      reasons.push(`Jinja was looking for the following tags: ${looking}.`);
    }
    const open = this.#openTags.at(-1);
    if (open !== undefined) reasons.push(`The innermost block that needs to be closed is '${open}'.`);
    return this.#refuse(reasons.join(" "));
  }
}

function isBlank(statement: Statement): boolean {
  return (
    statement.kind === "output" && statement.parts.every((part) => part.kind === "text" && isWhiteSpace(part.text))
  );
}
