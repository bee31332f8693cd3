const TAG = /<[^<>\s{}'"]{1,40}>|\[\/?[A-Z][A-Z_]{1,24}\]|\[\|[^[\]|\s]{1,40}\|\]/g;

/** Texts of a template's source that look like control tokens: a model of that template has most of them as tokens. */
export function tagsOf(template: string): readonly string[] {
  return [...new Set(template.match(TAG))];
}
