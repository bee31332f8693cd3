import type { CallArguments, Expression } from "./nodes.ts";
import type { TokenStream } from "./token-stream.ts";

/**
 * Reads `(a, b, name=c, *args, **kwargs)`: positional ones first, `**` last, each of the spreads once; `name=` may follow `*`.
 *
 * @throws {TemplateSyntaxError}
 */
export function parseArguments(stream: TokenStream, readExpression: () => Expression): CallArguments {
  const { offset } = stream.expect("(");
  const positional: Expression[] = [];
  const named: (readonly [string, Expression])[] = [];
  let spread: Expression | null = null;
  let namedSpread: Expression | null = null;

  const expectOrder = (inOrder: boolean): void => {
    if (!inOrder) throw stream.source.refuse("invalid syntax for function call expression", offset);
  };

  let isFirst = true;
  while (!stream.is(")")) {
    if (!isFirst) {
      stream.expect(",");
      if (stream.is(")")) break;
    }
    isFirst = false;
    const token = stream.current;
    if (token.kind === "*") {
      expectOrder(spread === null && namedSpread === null);
      stream.next();
      spread = readExpression();
    } else if (token.kind === "**") {
      expectOrder(namedSpread === null);
      stream.next();
      namedSpread = readExpression();
    } else if (token.kind === "name" && stream.look().kind === "=") {
      expectOrder(namedSpread === null);
      stream.next();
      stream.next();
      named.push([token.text, readExpression()]);
    } else {
      expectOrder(spread === null && namedSpread === null && named.length === 0);
      positional.push(readExpression());
    }
  }
  stream.expect(")");
  return { positional, named, spread, namedSpread };
}
