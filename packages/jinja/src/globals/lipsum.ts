import { fail, requireInteger, truth } from "../values/operations.ts";
import { bind } from "../values/parameters.ts";
import { Text } from "../values/text.ts";
import { PythonCallable } from "./python-callable.ts";

const WORDS =
  "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua".split(
    " ",
  );

/**
 * `lipsum(n=5, html=true, min=20, max=100)`: Python's words are random; these are always the same, since a rendering must be
 * repeatable. Each paragraph is one sentence of `min` words.
 */
export const lipsum: PythonCallable = new PythonCallable(
  "function generate_lorem_ipsum",
  "generate_lorem_ipsum",
  (given, state) => {
    const [n = 5, html = true, min = 20, max = 100] = bind("generate_lorem_ipsum", given, [
      { name: "n" },
      { name: "html" },
      { name: "min" },
      { name: "max" },
    ]);
    const [count = 0, least = 0, most = 0] = [n, min, max].map((value) => Number(requireInteger(value)));
    if (count > 0 && least >= most) fail("ValueError", `empty range for randrange() (${least}, ${most})`);
    const size = Math.max(0, count) * Math.max(1, least);
    state.budget.text(size * 12);
    const sentence = capitalized(Array.from({ length: Math.max(0, least) }, (_, index) => WORDS[index % WORDS.length]));
    const paragraphs = Array.from({ length: Math.max(0, count) }, () => sentence);
    if (!truth(html, state)) return paragraphs.join("\n\n");
    return Text.markup(paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join("\n"));
  },
);

function capitalized(words: readonly (string | undefined)[]): string {
  const text = `${words.join(" ")}.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
