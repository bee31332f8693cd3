/** A place in the context, as a chain: the last key, and what holds it. */
export class Source {
  readonly parent: Source | null;
  readonly key: string | number;

  constructor(parent: Source | null, key: string | number) {
    this.parent = parent;
    this.key = key;
  }

  /** `["messages", 2, "content"]` */
  get path(): readonly (string | number)[] {
    return pathOf(this);
  }

  /** The innermost place that holds both; null if there is none. */
  static common(a: Source, b: Source): Source | null {
    const theirs = chainOf(b);
    let common: Source | null = null;
    for (const [depth, ours] of chainOf(a).entries()) {
      if (ours.key !== theirs[depth]?.key) break;
      common = ours;
    }
    return common;
  }
}

function pathOf(innermost: Source): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let source: Source | null = innermost; source !== null; source = source.parent) path.push(source.key);
  return path.toReversed();
}

/** From the outermost to the source itself. */
function chainOf(innermost: Source): readonly Source[] {
  const chain: Source[] = [];
  for (let source: Source | null = innermost; source !== null; source = source.parent) chain.push(source);
  return chain.toReversed();
}
