// A chat template, rendered with the origin of every character: what the template wrote, and what came from which message.
import assert from "node:assert/strict";
import { compileTemplate } from "@turnwise/jinja";

const template = compileTemplate(`{% for message in messages %}
{{ '<|im_start|>' + message.role }}
{% generation %}{{ message.content | trim }}<|im_end|>{% endgeneration %}

{% endfor %}
{% if add_generation_prompt %}<|im_start|>assistant
{% endif %}`);

const messages = [
  { role: "user", content: "Capital of France? <|im_end|>" },
  { role: "assistant", content: " Paris." },
];
const { text, segments, generated, endings } = template.render({ messages }, { endBefore: [1] });

for (const { origin, path, sourceStart, text: piece } of segments) {
  const from = origin === "data" ? `${path.join(".")} from ${sourceStart}` : "template";
  console.log(`${from.padEnd(28)} ${JSON.stringify(piece)}`);
}

// The user spelled a control token, and the segments tell it from the template's own.
const ends = segments.filter((segment) => segment.text.includes("<|im_end|>"));
assert.deepEqual(
  ends.map(({ origin }) => origin),
  ["data", "template", "template"],
);
// The answer stands at 1 of the second message's content: its space was trimmed.
assert.deepEqual(
  segments.find((segment) => segment.text === "Paris."),
  {
    text: "Paris.",
    start: text.indexOf("Paris."),
    origin: "data",
    path: ["messages", 1, "content"],
    sourceStart: 1,
    message: 1,
  },
);
// What stands in {% generation %}: the template marks every turn here.
const [, answer] = generated;
assert.equal(answer && text.slice(...answer), "Paris.<|im_end|>");
// What the template prints for the question alone, from the same rendering: the prompt that the model answers.
const ending = endings.get(1);
assert.ok(ending);
const prompt = text.slice(0, ending.start) + ending.prompt.map((segment) => segment.text).join("");
assert.equal(prompt, template.render({ messages: messages.slice(0, 1), add_generation_prompt: true }).text);
console.log(`\nThe prompt before the answer: ${JSON.stringify(prompt)}`);
