/** A number that keeps its source text: `2.0`, `1e5`, `9007199254740993`. */
export class JsonNumber {
  readonly lexeme: string;
  constructor(lexeme: string) {
    this.lexeme = lexeme;
  }
  valueOf(): number {
    return Number(this.lexeme);
  }
  toString(): string {
    return this.lexeme;
  }
}
