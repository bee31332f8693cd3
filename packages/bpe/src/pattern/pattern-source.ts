import { NotFollowed } from "./not-followed.ts";

/** The text of a pattern and a place in it. */
export class PatternSource {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  startsWith(part: string): boolean {
    return this.text.startsWith(part, this.at);
  }

  /** Steps over a part if it is here. */
  take(part: string): boolean {
    if (!this.startsWith(part)) return false;
    this.at += part.length;
    return true;
  }

  expect(part: string): void {
    if (!this.take(part)) this.refuse(`"${part}" expected`);
  }

  /** Steps over what a sticky expression matches here. */
  takeMatch(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.at;
    const match = expression.exec(this.text);
    if (match) this.at += match[0].length;
    return match;
  }

  /** Steps over one character. */
  takeCodePoint(): number {
    const codePoint = this.text.codePointAt(this.at);
    if (codePoint === undefined || (codePoint >= 0xd800 && codePoint < 0xe000)) this.refuse("a character expected");
    this.at += codePoint > 0xffff ? 2 : 1;
    return codePoint;
  }

  refuse(reason: string): never {
    throw new NotFollowed(`${reason} at ${this.at} of /${this.text}/`);
  }
}
