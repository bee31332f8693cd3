import type { ExpressionParser } from "./expression-parser.ts";
import type { LoaderNode } from "./nodes.ts";
import type { TargetParser } from "./target-parser.ts";
import type { TokenStream } from "./token-stream.ts";

/** Reads the statements that name another template. */
export class LoaderParser {
  readonly #stream: TokenStream;
  readonly #expressions: ExpressionParser;
  readonly #targets: TargetParser;

  constructor(stream: TokenStream, expressions: ExpressionParser, targets: TargetParser) {
    this.#stream = stream;
    this.#expressions = expressions;
    this.#targets = targets;
  }

  /** From behind the name of the tag on. @throws {TemplateSyntaxError} */
  read(tag: "extends" | "include" | "import" | "from", offset: number): LoaderNode {
    const template = this.#expressions.expression();
    const node = { template, names: [], ignoreMissing: false, offset };
    switch (tag) {
      case "extends":
        return { ...node, kind: "extends" };
      case "include": {
        const ignoreMissing = this.#skipNames("ignore", "missing");
        this.#skipContext();
        return { ...node, kind: "include", ignoreMissing };
      }
      case "import": {
        this.#stream.expectName("as");
        const names = [this.#targets.name().name];
        this.#skipContext();
        return { ...node, kind: "import", names };
      }
      case "from":
        this.#stream.expectName("import");
        return { ...node, kind: "from-import", names: this.#imported() };
    }
  }

  #imported(): string[] {
    const names: string[] = [];
    for (;;) {
      if (names.length > 0) this.#stream.expect(",");
      if (!this.#stream.is("name")) this.#stream.expectName();
      if (this.#skipContext()) return names;
      const { name, offset } = this.#targets.name();
      if (name.startsWith("_")) {
        throw this.#stream.source.refuse("names starting with an underline can not be imported", offset);
      }
      names.push(this.#stream.skipIfName("as") ? this.#targets.name().name : name);
      if (this.#skipContext() || !this.#stream.is(",")) return names;
    }
  }

  /** `with context` and `without context` say what the other template sees, which never matters here. */
  #skipContext(): boolean {
    return this.#skipNames("with", "context") || this.#skipNames("without", "context");
  }

  #skipNames(first: string, second: string): boolean {
    if (!this.#stream.areNames(first, second)) return false;
    this.#stream.next();
    this.#stream.next();
    return true;
  }
}
