import {
  createRenderingBuilder,
  TemplateError,
  type Conversation,
  type ModelFamily,
  type Rendering,
  type RenderOptions,
  type Segment,
  type Turn,
} from "@turnwise/core";
import { describe, expect, test } from "vitest";
import { failuresOf } from "../check.ts";
import { rewriteRendering } from "../fixtures/rewrite-rendering.ts";
import { sampleFamily, sampleReference } from "../fixtures/sample-family.ts";
import type { RenderCase } from "./template-reference.ts";
import { modelFamilyChecks, type ModelFamilyOptions } from "./test-model-family.ts";

/** A fault, and a check that must find it. */
interface Fault {
  readonly name: string;
  readonly family: ModelFamily;
  readonly found: string;
}

type Render = (conversation: Conversation, options: RenderOptions) => Rendering;

const { render: sound } = sampleFamily.renderer;

/** A family that says that it only appends. */
function appending(render: Render): ModelFamily {
  return { ...sampleFamily, renderer: { name: "broken", appends: true, render } };
}

function rendering(render: Render): ModelFamily {
  return { ...sampleFamily, renderer: { name: "broken", render } };
}

/** A family whose renderings are rewritten, segment by segment. */
function rewriting(
  replace: (segment: Segment, conversation: Conversation) => readonly Partial<Segment>[],
  replaceTurn?: (turn: Turn) => Turn,
): ModelFamily {
  return rendering((conversation, options) =>
    rewriteRendering(sound(conversation, options), (segment) => replace(segment, conversation), replaceTurn),
  );
}

/** Every segment of an answer that a test says yes to is changed. */
function changing(when: (segment: Segment) => boolean, change: Partial<Segment>): ModelFamily {
  return rewriting((segment) => [when(segment) ? change : {}]);
}

let renderings = 0;

const PROVENANCE = "text from the row is data, of its message and field";
const FAULTS: readonly Fault[] = [
  {
    name: "drops the trim",
    family: rewriting((segment, { messages }) => [
      segment.field === "content" ? { text: String(messages[segment.message]?.content), sourceStart: 0 } : {},
    ]),
    found: "sample > white space",
  },
  {
    name: "marks headers as body",
    family: changing(({ part }) => part === "header", { part: "body" }),
    found: "the prompt begins the full text and ends where the answer's body begins",
  },
  {
    name: "marks the beginning of the answer as header",
    family: rewriting((segment) =>
      segment.part === "body" && segment.origin === "template" && segment.text === "<think>"
        ? [{ part: "header" }]
        : [{}],
    ),
    found: "the prompt begins the full text and ends where the answer's body begins",
  },
  {
    name: "marks an answer as header",
    family: changing(({ part, message }) => part === "body" && message === 3, { part: "header" }),
    found: "a turn is header, body, end, separator, and its data are body",
  },
  {
    name: "marks the end as separator",
    family: changing(({ part }) => part === "end", { part: "separator" }),
    found: "an answer ends with an end-of-turn token",
  },
  {
    name: "marks the separator as end",
    family: changing(({ part }) => part === "separator", { part: "end" }),
    found: "sample > turns of a plain chat",
  },
  {
    name: "leaves the end out",
    family: rewriting((segment) => (segment.part === "end" ? [] : [{}])),
    found: "an answer ends with an end-of-turn token",
  },
  {
    name: "leaves the last end out",
    family: rendering((conversation, options) => {
      const whole = sound(conversation, options);
      const last = whole.turns.length - 1;
      return rewriteRendering(whole, ({ part, turn }) => (part === "end" && turn === last ? [] : [{}]));
    }),
    found: "the last answer ends with an end-of-turn token",
  },
  {
    name: "marks reasoning as template text",
    family: changing(({ field }) => field === "reasoning_content", { origin: "template" }),
    found: PROVENANCE,
  },
  {
    name: "marks tool definitions as template text",
    family: changing(({ field }) => field === "tools", { origin: "template" }),
    found: PROVENANCE,
  },
  {
    name: "marks template text as data",
    family: changing(({ part }) => part === "header", { origin: "data", part: "body", message: 0, field: "content" }),
    found: "turn markers of the template are not data",
  },
  {
    name: "marks control tokens in data as template text",
    family: rewriting((segment) =>
      segment.text.split(/(<\|.*?\|>)/).map((text) => ({
        text,
        ...(text.startsWith("<|") ? { origin: "template", message: -1, sourceStart: -1 } : {}),
      })),
    ),
    found: "control tokens inside data stay data",
  },
  {
    name: "names the message before",
    family: rewriting(({ message }) => [{ message: Math.max(0, message - 1) }]),
    found: PROVENANCE,
  },
  {
    name: "names another field",
    family: changing(({ field }) => field === "reasoning_content", { field: "content" }),
    found: PROVENANCE,
  },
  {
    name: "names a field that the row lacks",
    family: changing(({ field, origin }) => field === "tools" && origin === "data", { field: "functions" }),
    found: "data stand in their field at their offset",
  },
  {
    name: "is off by one in the field",
    family: rewriting(({ sourceStart }) => [{ sourceStart: sourceStart < 0 ? -1 : sourceStart + 1 }]),
    found: "data stand in their field at their offset",
  },
  {
    name: "counts the offset without the trimmed white space",
    family: rewriting(({ sourceStart }) => [{ sourceStart: Math.min(sourceStart, 0) }]),
    found: "data stand in their field at their offset",
  },
  {
    name: "knows no offsets",
    family: rewriting(() => [{ sourceStart: -1 }]),
    found: PROVENANCE,
  },
  {
    name: "prints a constant BOS",
    family: rewriting(({ part }) => [part === "preamble" ? { text: "<s>" } : {}]),
    found: "special tokens are those of the options",
  },
  {
    name: "changes its input",
    family: rendering((conversation, options) => {
      for (const message of conversation.messages) Object.assign(message, { content: String(message.content) });
      return sound(conversation, options);
    }),
    found: "the input is not changed",
  },
  {
    name: "takes unknown roles for the user",
    family: rendering(({ messages, ...rest }, options) => {
      const known = messages.map((message) =>
        message.role in sampleFamily.roles ? message : { ...message, role: "user" },
      );
      return sound({ ...rest, messages: known }, options);
    }),
    found: "refuses an unknown role",
  },
  {
    name: "looks roles up in the prototype",
    family: rendering(({ messages, ...rest }, options) => {
      const known = messages.map((message) =>
        message.role === "constructor" ? { ...message, role: "user" } : message,
      );
      return sound({ ...rest, messages: known }, options);
    }),
    found: "refuses an unknown role that every object has",
  },
  {
    name: "says turns without messages",
    family: rewriting(
      () => [{}],
      ({ role }) => ({ role, messages: [] }),
    ),
    found: "every message is in one turn, which has its role",
  },
  {
    name: "says the printed role",
    family: rewriting(
      () => [{}],
      ({ messages }) => ({ role: "model", messages }),
    ),
    found: "every message is in one turn, which has its role",
  },
  {
    name: "drops the second question",
    family: rewriting((segment) => (segment.turn === 2 ? [] : [{}])),
    found: "contents are printed, not dropped",
  },
  {
    name: "prints another generation prompt",
    family: rewriting(({ part }) => [part === "generation-prompt" ? { text: "<|assistant|>\n<think>" } : {}]),
    found: "the prompt begins the full text and ends where the answer's body begins",
  },
  {
    name: "prints the generation prompt unasked",
    family: rendering((conversation, options) => sound(conversation, { ...options, addGenerationPrompt: true })),
    found: "without being asked for, no generation prompt is printed",
  },
  {
    name: "counts the generation prompt as a turn",
    family: changing(({ part }) => part === "generation-prompt", { part: "header" }),
    found: "what is printed for the generation prompt is marked so, as template text outside turns",
  },
  {
    name: "has no parts",
    family: rewriting(() => [{ part: null }]),
    found: "every segment has a part, and turns stand in order",
  },
  {
    name: "has columns of different lengths",
    family: rendering((conversation, options) => {
      const whole = sound(conversation, options);
      return { ...whole, segments: { ...whole.segments, part: whole.segments.part.slice(1) } };
    }),
    found: "segments joined are the text, from columns of one length",
  },
  {
    name: "has more text than segments",
    family: rendering((conversation, options) => {
      const whole = sound(conversation, options);
      return { ...whole, text: `${whole.text}\n` };
    }),
    found: "segments joined are the text, from columns of one length",
  },
  {
    name: "counts its renderings",
    family: rendering((conversation, options) => {
      renderings++;
      const role = `user ${renderings}`;
      const whole = sound(conversation, options);
      return rewriteRendering(
        whole,
        () => [{}],
        (turn) => ({ ...turn, role }),
      );
    }),
    found: "the same conversation always gives the same rendering",
  },
  {
    name: "prints nothing for an image",
    family: rendering(({ messages, ...rest }, options) => {
      const texts = messages.map((message) => (Array.isArray(message.content) ? { ...message, content: "" } : message));
      return sound({ ...rest, messages: texts }, options);
    }),
    found: "refuses an image beside text",
  },
  {
    name: "crashes on what is no text",
    family: rendering((conversation, options) => {
      conversation.messages.forEach(({ content }) => String(content?.slice(0, 1)));
      return sound(conversation, options);
    }),
    found: "strange values are printed or refused, never a crash",
  },
  {
    name: "raises other words than the template",
    family: rendering((conversation, options) => {
      try {
        return sound(conversation, options);
      } catch (error) {
        if (error instanceof TemplateError) throw new TemplateError("no");
        throw error;
      }
    }),
    found: "sample > system message last",
  },
  {
    name: "prints what the template refuses",
    family: rendering(({ messages, ...rest }, options) => {
      const first = messages.filter(({ role }, index) => role !== "system" || index === 0);
      return sound({ ...rest, messages: first }, options);
    }),
    found: "sample > system message last",
  },
  {
    name: "reads plain objects only",
    family: rendering((conversation, options) => {
      if (conversation.tools?.some((tool) => tool instanceof Map)) return createRenderingBuilder().finish();
      return sound(conversation, options);
    }),
    found: "sample > tools",
  },
  {
    name: "declares that it reads the clock",
    family: { ...sampleFamily, renderer: { ...sampleFamily.renderer, readsClock: true } },
    found: "reads the clock: true",
  },
  {
    name: "declares that it only appends, but ends the last answer otherwise",
    family: appending((conversation, options) => {
      const whole = sound(conversation, options);
      const last = whole.turns.length - 1;
      return rewriteRendering(whole, ({ part, turn }) => (part === "separator" && turn === last ? [] : [{}]));
    }),
    found: "appends: true",
  },
  {
    name: "declares that it only appends, but asks first answers otherwise",
    family: appending((conversation, options) =>
      rewriteRendering(sound(conversation, options), ({ part }) => [
        part === "generation-prompt" && conversation.messages.length < 3 ? { text: "<|assistant|>\nFirst: " } : {},
      ]),
    ),
    found: "appends: true",
  },
  {
    name: "declares that it only appends, but asks otherwise where the first message is long",
    family: appending((conversation, options) =>
      rewriteRendering(sound(conversation, options), ({ part }) => [
        part === "generation-prompt" && String(conversation.messages[0]?.content).length > 8
          ? { text: "<|assistant|>\nSo: " }
          : {},
      ]),
    ),
    found: "appends: true",
  },
  {
    name: "declares that it only appends, but knows no turns",
    family: appending((conversation, options) => ({ ...sound(conversation, options), turns: [] })),
    found: "appends: true",
  },
  {
    name: "declares that it appends behind answers, but opens the last one otherwise",
    family: {
      ...sampleFamily,
      renderer: {
        name: "broken",
        appends: ({ messages }, count) => messages[count - 1]?.role === "assistant",
        render: (conversation, options) =>
          rewriteRendering(sound(conversation, options), ({ part, turn }) => [
            part === "body" && turn === conversation.messages.length - 1 ? { text: "So: " } : {},
          ]),
      },
    },
    found: "appends some beginnings",
  },
  { name: "declares no tools, but prints them", family: { ...sampleFamily, tools: false }, found: "tools: false" },
  { name: "declares folded system messages", family: { ...sampleFamily, system: "folded" }, found: 'system: "folded"' },
  {
    name: "declares refused system messages",
    family: { ...sampleFamily, system: "refused" },
    found: 'system: "refused"',
  },
  {
    name: "declares dropped reasoning",
    family: { ...sampleFamily, reasoningInHistory: "dropped" },
    found: 'reasoning in history: "dropped"',
  },
  {
    name: "declares a role that it refuses",
    family: { ...sampleFamily, roles: { ...sampleFamily.roles, critic: "critic" } },
    found: "knows user and assistant, and prints every role that it declares",
  },
  {
    name: "lists a hash that nothing proves",
    family: { ...sampleFamily, templateHashes: [...sampleFamily.templateHashes, "a".repeat(64)] },
    found: "template aaaaaaaaaaaa has reference cases",
  },
];

const failures = (family: ModelFamily, options: Partial<ModelFamilyOptions> = {}): Promise<readonly string[]> =>
  failuresOf(modelFamilyChecks(family, { references: [sampleReference], ...options }));

describe("the suite of model families", () => {
  test("finds nothing in a sound family", async () => {
    expect(await failures(sampleFamily)).toEqual([]);
  });
  test.each(FAULTS.map((fault) => [fault.name, fault] as const))(
    "finds a family that %s",
    async (_name, { family, found }) => {
      expect(await failures(family)).toContain(found);
    },
  );
});

/** A case that the template refuses. */
const asRefused = ({ name, context }: RenderCase): RenderCase => ({ name, context, error: "TemplateError: no" });

const skip = (...cases: readonly string[]): Partial<ModelFamilyOptions> => ({ skip: [{ reason: "a test", cases }] });

describe("skips and reasons of the suite of model families", () => {
  test("a skip that names no check fails", async () => {
    expect(await failures(sampleFamily, skip("sample > no such case"))).toEqual(["every skip names a check"]);
  });
  test.each(["sample > tools", "sample > system message last", "tools: true", "sample > turns of a plain chat"])(
    "a skip of %s, which passes, fails",
    async (name) => {
      expect(await failures(sampleFamily, skip(name))).toEqual([`${name} (skipped: a test)`]);
    },
  );
  test("a case may be skipped if the family refuses it, not if it prints something else", async () => {
    const refusing = rendering((conversation, options) => {
      if (conversation.tools?.length === 1 && options.specialTokens["bos_token"] === "<s>")
        throw new TemplateError("no");
      return sound(conversation, options);
    });
    expect(await failures(refusing, skip("sample > tools"))).toEqual([]);
    const trimless = FAULTS[0]?.family ?? sampleFamily;
    expect(await failures(trimless, skip("sample > white space"))).toContain("sample > white space (skipped: a test)");
  });
  test("a case's name alone skips it for every template that prints it", async () => {
    const refused = { hash: "", name: "another", turns: [], cases: sampleReference.cases.map(asRefused) };
    const refusing = rendering((conversation, options) => {
      if (conversation.tools?.length === 1) throw new TemplateError("no");
      return sound(conversation, options);
    });
    const references = [sampleReference, { ...sampleReference, name: "copy" }, refused];
    const names = modelFamilyChecks(refusing, { references, ...skip("tools") }).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["sample > tools (skipped: a test)", "copy > tools (skipped: a test)", "another > tools"]),
    );
    expect(await failures(refusing, { references: [refused], ...skip("tools") })).toContain("every skip names a check");
  });
  test("references that this machine lacks are skipped with their reason", async () => {
    const unavailable = { hash: sampleReference.hash, name: "sample", cases: [], turns: [], unavailable: "elsewhere" };
    const checks = modelFamilyChecks(sampleFamily, { references: [unavailable] });
    expect(checks.filter(({ skipped }) => skipped !== undefined)).toMatchObject([{ skipped: "elsewhere" }]);
  });
  test("a prompt that differs without need is found", async () => {
    expect((await failures(sampleFamily, { promptDiffers: "no reason" })).length).toBe(1);
  });
});
