import {
  contentNotText,
  createRenderingBuilder,
  pythonStrip,
  requireKnownRoles,
  type Message,
  type ModelFamily,
  type RenderingBuilder,
} from "@turnwise/core";

const NAME = "human";
const ROLES = { user: "Human", assistant: "Assistant" };

/**
 * The family of `template.jinja`, written by hand:
 *
 * ```
 * <s>       ### Human:   ␣Hello  \n         ### Assistant:  ␣Hi there  </s>  \n
 * preamble  header       body    separator   header         body        end   separator
 * ```
 *
 * The space behind the colon is body: the generation prompt ends without it, and most vocabularies have it in one token with
 * the word that follows.
 */
export const human: ModelFamily = {
  name: NAME,
  description: "### Human: … ### Assistant: …, an example of a family of one's own",
  reference: "examples/custom-family/template.jinja",
  templateHashes: ["0fe3e143e639de0903afa818412a60eae88f3f1cf5858ad3fa11fd37140cb61a"],
  renderer: {
    name: NAME,
    render({ messages }, { addGenerationPrompt, specialTokens }) {
      requireKnownRoles(NAME, messages, ROLES);
      const builder = createRenderingBuilder();
      builder.template(specialTokens["bos_token"] ?? "", "preamble");
      messages.forEach((message, index) => writeTurn(builder, message, index, specialTokens["eos_token"] ?? ""));
      if (addGenerationPrompt) builder.template("### Assistant:", "generation-prompt");
      return builder.finish();
    },
  },
  turnMarkers: [],
  endOfTurn: ["</s>"],
  roles: ROLES,
  system: "refused",
  reasoningInHistory: "none",
  tools: false,
  contentParts: false,
};

function writeTurn(builder: RenderingBuilder, { role, content }: Message, message: number, end: string): void {
  if (typeof content !== "string") throw contentNotText(NAME, content, { message, field: "content" });
  builder.turn(role, [message]);
  builder.template(role === "user" ? "### Human:" : "### Assistant:", "header");
  builder.template(" ", "body");
  const { text, start } = pythonStrip(content);
  builder.data(text, "body", { message, field: "content", start });
  if (role === "assistant") builder.template(end, "end");
  builder.template("\n", "separator");
}
