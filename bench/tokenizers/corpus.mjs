// The texts that tokenizers are measured on, made once from rows of chats.
import { existsSync } from "node:fs";
import { join } from "node:path";
import chatml from "@turnwise/chatml";
import { createRenderingBuilder, RowError, TemplateError } from "@turnwise/core";
import { jsonlReader, messagesAdapter, openInput } from "@turnwise/data";
import gemma from "@turnwise/gemma";
import llama from "@turnwise/llama";
import { writeTextSet } from "./text-set.mjs";

const MAX_ROW_BYTES = 64 * 1024 * 1024;
/** One border in so many UTF-16 code units of a content. */
const BORDERS = [20, 280];
const CLOCK = new Date(Date.UTC(2024, 6, 26));
const SPECIAL_TOKENS = {
  "gemma-3": { bos_token: "<bos>", eos_token: "<eos>" },
  "llama-3.1": { bos_token: "<|begin_of_text|>", eos_token: "<|eot_id|>" },
};

/** Folders of the sets: contents of messages by language group, and conversations as a family prints them. */
export async function makeCorpus(folder, rows, families) {
  const sets = { contents: "contents", ascii: "ascii", cjk: "cjk", other: "other" };
  const paths = Object.fromEntries(Object.keys(sets).map((name) => [name, join(folder, name)]));
  const rendered = Object.fromEntries(families.map((family) => [family, join(folder, `rendered-${family}`)]));
  if ([...Object.values(paths), ...Object.values(rendered)].every((path) => existsSync(join(path, "origins")))) {
    return { ...paths, rendered };
  }
  process.stderr.write(`reading ${rows} …\n`);
  const conversations = await readConversations(rows);
  const contents = conversations.flatMap(({ messages }) => messages.map(({ content }) => content)).filter(isText);
  const cases = contents.map(cutContent);
  writeTextSet(paths.contents, cases);
  for (const group of ["ascii", "cjk", "other"]) {
    writeTextSet(
      paths[group],
      cases.filter(({ text }) => groupOf(text) === group),
    );
  }
  for (const family of families) writeTextSet(rendered[family], renderAll(family, conversations));
  return { ...paths, rendered };
}

async function readConversations(rows) {
  const conversations = [];
  const input = await openInput(rows);
  for await (const record of jsonlReader.read(input, { maxRowBytes: MAX_ROW_BYTES })) {
    if (record.kind !== "row") continue;
    try {
      conversations.push(messagesAdapter.adapt(record.value).conversation);
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
    }
  }
  return conversations;
}

const isText = (content) => typeof content === "string" && content !== "";

/** Cut where segments could meet, mostly inside words; all of it data. */
function cutContent(text, seed) {
  let state = seed + 1;
  const random = (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
  const [least, most] = BORDERS;
  const borders = [];
  for (let at = least + random(most - least); at < text.length; at += least + random(most - least)) {
    if (!/[\uDC00-\uDFFF]/.test(text[at])) borders.push(at);
  }
  return { text, borders, origins: Array.from({ length: borders.length + 1 }, () => 1) };
}

/** `ascii`: less than 2 % of the characters are others; `cjk`: at least 30 % are Han, kana or Hangul. */
function groupOf(text) {
  let [others, asian] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    others++;
    if (unit >= 0x3000 && unit < 0xd800) asian++;
  }
  if (others < 0.02 * text.length) return "ascii";
  return asian >= 0.3 * text.length ? "cjk" : "other";
}

function renderAll(name, conversations) {
  const families = [gemma, llama, chatml].flatMap((plugin) => plugin.families ?? []);
  const render = name === "harmony" ? renderHarmony : families.find((family) => family.name === name)?.renderer.render;
  const options = { addGenerationPrompt: false, specialTokens: SPECIAL_TOKENS[name] ?? {}, clock: CLOCK };
  return conversations.flatMap((conversation) => {
    try {
      const { text, segments } = render(conversation, options);
      return text === "" ? [] : [{ text, borders: [...segments.end.subarray(0, -1)], origins: [...segments.origin] }];
    } catch (error) {
      if (error instanceof RowError || error instanceof TemplateError) return [];
      throw error;
    }
  });
}

/** The frame of gpt-oss's messages, for its control tokens. */
function renderHarmony({ messages }) {
  const builder = createRenderingBuilder();
  for (const [index, { role, content }] of messages.entries()) {
    if (!isText(content)) continue;
    builder.turn(role, [index]);
    builder.template(`<|start|>${role}<|message|>`, "header");
    builder.data(content, "body", { message: index, field: "content", start: 0 });
    builder.template("<|end|>", "end");
  }
  return builder.finish();
}
