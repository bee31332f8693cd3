import { describe, expect, it } from "vitest";
import type { ModelFamily } from "./contracts/model-family.ts";
import type { ModelLoader } from "./contracts/model-loader.ts";
import type { Plugin } from "./contracts/plugin.ts";
import { createTurnwise } from "./create-turnwise.ts";
import { plainFamily } from "./plain-family.fixture.ts";
import { plainEngine, plainModel, plainPlugin } from "./plain-plugin.fixture.ts";
import { templateBos } from "./bos/template-bos.ts";
import { noShift } from "./shifts/no-shift.ts";
import type { PreprocessorSettings } from "./preprocessor/preprocessor-settings.ts";

const EMPTY: Plugin = { name: "empty", version: "1.0.0", contract: 1 };
const turnwise = createTurnwise({ plugins: [plainPlugin()] });

function withSettings(settings: object, plugins: readonly Plugin[] = [plainPlugin()]) {
  return createTurnwise({ plugins }).preprocessor({ model: plainModel(), ...settings } as PreprocessorSettings);
}

describe("registration", () => {
  it("takes core's own contributions first, then each plug-in's, with their owners", () => {
    expect(turnwise.registry.all("family")).toMatchObject([{ kind: "family", name: "plain", plugin: "plain-plugin" }]);
    expect(turnwise.registry.all("BOS policy").map(({ name, plugin }) => `${name} of ${plugin}`)).toEqual(
      ["template", "strip", "exactly-one", "none"].map((name) => `${name} of @turnwise/core`),
    );
    expect(turnwise.registry.all("writer")).toEqual([]);
    expect(turnwise.registry.plugins.map(({ name }) => name)).toEqual(["@turnwise/core", "plain-plugin"]);
    expect(turnwise.registry.get<ModelFamily>("family", "plain").name).toBe("plain");
  });

  it("keeps compositions apart", () => {
    createTurnwise({ plugins: [plainPlugin({ name: "other" })] });
    expect(turnwise.registry.all("family").map(({ name }) => name)).toEqual(["plain"]);
  });

  it.each<[string, Partial<Plugin>, string]>([
    ["family", { families: [plainFamily()] }, 'family "plain" comes from plain-plugin and from second.'],
    [
      "mask",
      { maskingStrategies: { all: configuredNothing() } },
      'mask "all" comes from @turnwise/core and from second.',
    ],
    [
      "selector named as a mask",
      { selectors: { all: configuredNothing() } },
      'selector "all" comes from @turnwise/core and from second.',
    ],
    [
      "mask named as a selector",
      { maskingStrategies: { not: configuredNothing() } },
      'mask "not" comes from @turnwise/core and from second.',
    ],
    ["twice in one plug-in", { readers: [reader(), reader()] }, 'reader "r" comes from second and from second.'],
  ])("refuses a duplicate %s and names both owners", (_, rest, message) => {
    const create = () => createTurnwise({ plugins: [plainPlugin(), { ...EMPTY, name: "second", ...rest }] });
    expect(create).toThrow(
      expect.objectContaining({ code: "duplicate-name", message: expect.stringContaining(message) }),
    );
  });

  it("lets different kinds share a name", () => {
    const rest = { readers: [{ ...reader(), name: "plain" }] };
    expect(createTurnwise({ plugins: [plainPlugin(), { ...EMPTY, ...rest }] }).registry.all("reader")).toHaveLength(1);
  });

  it("refuses a plug-in of other contracts", () => {
    for (const contract of [0, 2, undefined, "1"]) {
      expect(() => createTurnwise({ plugins: [{ ...EMPTY, contract } as unknown as Plugin] })).toThrow(
        `plug-in empty is for contract version ${String(contract)}; this Turnwise has version 1.`,
      );
    }
  });
});

describe("the model", () => {
  it("is opened by the last loader that takes its name", async () => {
    const loaders = [loader("first", true), loader("second", true), loader("third", false)];
    const { model, preprocessor } = createTurnwise({ plugins: [plainPlugin({}, { modelLoaders: loaders })] });
    expect((await model("m")).name).toBe("m by second");
    expect((await preprocessor({ model: "m" })).conventions["family"]).toBe("plain");
  });

  it("that no loader takes is an error that lists who was asked", async () => {
    const { model } = createTurnwise({ plugins: [plainPlugin({}, { modelLoaders: [loader("only", false)] })] });
    await expect(model("m")).rejects.toThrow('no model loader takes "m"; asked: only.');
    await expect(turnwise.model("m")).rejects.toMatchObject({ code: "model-not-found" });
  });
});

describe("the renderer", () => {
  it("is the family that recognises the template by its hash, without a note", async () => {
    const { conventions, notes } = await withSettings({});
    expect([conventions["family"], conventions["renderer"], notes]).toEqual(["plain", "plain renderer", []]);
  });

  it("is the template itself where no family knows it, with a note, and then parts are unknown", async () => {
    const plugins = [plainPlugin(), engine()];
    const model = plainModel({}, "edited");
    expect(await notesOf({ model, mask: "all" }, plugins)).toEqual([
      "the chat template of the model of edited (sha256 hash of edit) is none that a family knows: it is rendered by itself, with plain engine",
    ]);
    await expect(withSettings({ model }, plugins)).rejects.toMatchObject({
      code: "parts-unknown",
      message: expect.stringContaining("add --recipe prompt-length"),
    });
    const { conventions } = await withSettings({ model, recipe: "prompt-length" }, plugins);
    expect(conventions).toMatchObject({
      family: null,
      renderer: "plain engine",
      control_tokens_in_data: "reject",
      turns: "as-rendered",
    });
  });

  it("of an unknown template needs an engine", async () => {
    await expect(withSettings({ model: plainModel({}, "edited"), mask: "all" })).rejects.toMatchObject({
      code: "no-template-engine",
    });
  });

  it("is never chosen among families that claim one template", async () => {
    const hash = ["hash of plain"];
    const second = { ...EMPTY, name: "second", families: [plainFamily({ name: "other", templateHashes: hash })] };
    await expect(withSettings({}, [plainPlugin(), second])).rejects.toMatchObject({
      code: "ambiguous-family",
      message: expect.stringContaining("fits plain (plain-plugin) and other (second)"),
    });
    expect((await withSettings({ family: "other" }, [plainPlugin(), second])).conventions["family"]).toBe("other");
  });

  it("is the named family where it knows the template; else only by force, with a note", async () => {
    expect(await notesOf({ family: "plain" })).toEqual([]);
    const model = plainModel({}, "edited");
    await expect(withSettings({ model, family: "plain" })).rejects.toMatchObject({
      code: "family-mismatch",
      message: expect.stringContaining("add --force-family"),
    });
    expect(await notesOf({ model, family: "plain", forceFamily: true })).toEqual([
      "the family plain is forced, though the chat template of the model of edited is another",
    ]);
    await expect(withSettings({ forceFamily: true })).rejects.toThrow("--force-family needs --family NAME");
    await expect(withSettings({ family: "plane" })).rejects.toThrow(
      'no family "plane". Did you mean "plain"? Known: plain.',
    );
  });

  it("is noted where the tokenizer has no token for its end of turn", async () => {
    const model = plainModel();
    const plain = { ...model.tokenizer, controlTokens: [], withControlTokens: () => plain };
    expect(await notesOf({ model: { ...model, tokenizer: plain } })).toEqual([
      "<e>: the end of a turn of plain is no control token of the model of plain, so it is trained as plain text",
    ]);
  });

  it("of a model without template is the family that the user names", async () => {
    const model = plainModel({}, null);
    expect(await notesOf({ model, family: "plain" })).toEqual([
      "the model of no template has no chat template: the family plain is used as asked",
    ]);
    await expect(withSettings({ model })).rejects.toMatchObject({
      code: "no-chat-template",
      message: expect.stringContaining("known: plain."),
    });
  });
});

describe("settings", () => {
  it("have defaults, which the conventions state", async () => {
    const clock = new Date("2024-07-26T00:00:00Z");
    expect((await withSettings({ clock })).conventions).toEqual({
      family: "plain",
      renderer: "plain renderer",
      template_hash: "hash of plain",
      template: "turns end in <e>; header <t>assistant\\n; turns exact; reasoning dropped from history: split",
      template_inserts: null,
      template_arguments: null,
      tokenizer: "characters",
      tokenizer_hash: "hash of characters",
      roles: null,
      turns: "split",
      max_expansion: 4,
      over_expansion: "reject",
      proof_budget: 200,
      stop_tokens: "<e>",
      recipe: null,
      bos: "template",
      bos_rule: templateBos.description,
      mask: "assistant",
      shift: "none",
      shift_rule: noShift.description,
      labels_shifted_by: "trainer",
      ignore_index: -100,
      straddle: "break",
      train_prefill: false,
      tokenizer_engine: null,
      control_tokens_in_data: "text",
      clock: null,
    });
    const { conventions } = await withSettings({ clock }, [plainPlugin({ readsClock: true })]);
    expect(conventions["clock"]).toBe("2024-07-26T00:00:00.000Z");
  });

  it("read roles of the data by other names, and say so", async () => {
    const preprocessor = await withSettings({ roles: { human: "user" } });
    expect(preprocessor.conventions["roles"]).toBe("human=user");
    const messages = [
      { role: "human", content: "a" },
      { role: "assistant", content: "b" },
    ];
    const asUser = messages.map((message) => ({ ...message, role: message.role === "human" ? "user" : message.role }));
    expect(preprocessor.prepare({ messages })).toEqual((await withSettings({})).prepare({ messages: asUser }));
    expect((await withSettings({})).prepare({ messages })).toMatchObject({ kind: "rejection" });
  });

  it("that are null or undefined are left to their defaults", async () => {
    const names = [
      "family",
      "forceFamily",
      "turns",
      "mask",
      "bos",
      "shift",
      "recipe",
      "recipeEnd",
      "straddle",
      "clock",
    ];
    for (const nothing of [null, undefined]) {
      const { conventions } = await withSettings(Object.fromEntries(names.map((name) => [name, nothing])));
      expect(conventions).toMatchObject({ mask: "assistant", bos: "template", shift: "none", recipe: null });
    }
  });

  it.each<[object, string]>([
    [{ maks: "all" }, 'no setting "maks". Did you mean "mask"? Known: bos, clock,'],
    [{ model: null }, "the setting model is missing; give a model directory, a hub id or an opened model"],
    [{ model: 7 }, "the setting model is 7; give"],
    [{ mask: 7 }, "the setting mask is 7; give an expression or a masking strategy"],
    [{ bos: true }, "the setting bos is true; give a text"],
    [{ forceFamily: "yes" }, "the setting forceFamily is yes; give true or false"],
    [{ clock: new Date("never") }, "the setting clock is Invalid Date; give a valid Date"],
    [{ clock: "2024-01-01" }, "the setting clock is 2024-01-01; give a valid Date"],
    [
      { bos: "templat" },
      'no BOS policy "templat". Did you mean "template"? Known: exactly-one, none, strip, template.',
    ],
    [{ shift: "next_token" }, 'no label shift "next_token". Did you mean "next-token"?'],
    [{ turns: "splits" }, 'no value of --turns "splits". Did you mean "split"?'],
    [{ overExpansion: "drop" }, 'no value of --over-expansion "drop". Known: as-rendered, reject.'],
    [{ controlTokensInData: "drop" }, 'no value of --control-tokens-in-data "drop". Known: allow, reject, text.'],
    [{ maxExpansion: 0 }, "the setting maxExpansion is 0; give a number, 1 or more"],
    [{ straddle: "drop" }, 'no value of --straddle "drop". Known: break, keep, reject.'],
    [{ recipe: "prompt" }, 'no recipe "prompt". Known: prompt-length.'],
    [{ recipe: "prompt-length", recipeEnd: "turns" }, 'no recipe end "turns". Did you mean "turn"?'],
    [
      { bos: "exactly-one", model: plainModel({ bos: null }) },
      "--bos exactly-one: the tokenizer of the model of plain has no BOS token.",
    ],
    [{ mask: "generation" }, "and no plug-in brings a template engine"],
    [{ mask: "sum(all, generation)" }, "and no plug-in brings a template engine"],
  ])("%j are refused", async (settings, message) => {
    await expect(withSettings(settings)).rejects.toMatchObject({ message: expect.stringContaining(message) });
  });

  it("none at all are refused in words, too", async () => {
    const { preprocessor } = turnwise as { preprocessor: (settings?: unknown) => Promise<unknown> };
    await expect(preprocessor()).rejects.toThrow("the setting model is missing");
  });
});

describe("the recipe prompt-length", () => {
  it("stands for --bos strip --mask prompt-length --shift next-token, which may stand beside it", async () => {
    const spelled = { bos: "strip", mask: "prompt-length", shift: "next-token" };
    for (const settings of [{}, spelled]) {
      const { conventions } = await withSettings({ recipe: "prompt-length", ...settings });
      expect(conventions).toMatchObject({ recipe: "prompt-length", ...spelled, labels_shifted_by: "file" });
    }
    const turn = await withSettings({ recipe: "prompt-length", recipeEnd: "turn" });
    expect(turn.conventions["mask"]).toBe("prompt-length(turn)");
  });

  it.each<[object, string]>([
    [{ bos: "template" }, "--recipe prompt-length stands for --bos strip; leave out --bos template, or the recipe"],
    [{ mask: "assistant" }, "stands for --mask prompt-length; leave out --mask assistant"],
    [{ mask: { trains: "any", weights: "binary", weigh: () => {} } }, "leave out --mask given in code, or the recipe"],
    [{ shift: "none" }, "stands for --shift next-token; leave out --shift none"],
    [{ mask: "prompt-length", recipeEnd: "turn" }, "stands for --mask prompt-length(turn)"],
    [{ recipe: undefined, recipeEnd: "turn" }, "--recipe-end belongs to --recipe prompt-length, which is missing"],
  ])("conflicts with %j", async (settings, message) => {
    await expect(withSettings({ recipe: "prompt-length", ...settings })).rejects.toMatchObject({
      code: "recipe-conflict",
      message: expect.stringContaining(message),
    });
  });
});

function loader(name: string, accepts: boolean): ModelLoader {
  return {
    name,
    description: "for tests",
    accepts: () => accepts,
    load: (source) => Promise.resolve({ ...plainModel(), name: `${source} by ${name}` }),
  };
}

function engine(): Plugin {
  return { ...EMPTY, templateEngines: [plainEngine()] };
}

async function notesOf(settings: object, plugins?: readonly Plugin[]): Promise<readonly string[]> {
  return (await withSettings(settings, plugins)).notes;
}

function configuredNothing() {
  return { usage: "nothing", description: "for tests", create: () => ({}) as never };
}

function reader() {
  return {
    name: "r",
    description: "for tests",
    extensions: [],
    unit: "line" as const,
    recognises: () => false,
    read: () => ({}) as never,
  };
}
