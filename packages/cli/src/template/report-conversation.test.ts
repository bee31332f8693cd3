import { join } from "node:path";
import { RowError, TurnwiseError } from "@turnwise/core";
import { describe, expect, test } from "vitest";
import { createTurnwise } from "../create-turnwise.ts";
import { style } from "../terminal/style.ts";
import { formatConversation } from "./format-conversation.ts";
import { reportFile } from "./report-file.ts";
import { filesInFolder } from "./testing-files.fixture.ts";

const turnwise = createTurnwise();

/** ChatML that prints reasoning in the last message alone. */
const REWRITING = `{%- for message in messages %}
{{- '<|im_start|>' + message.role + '\\n' }}
{%- if loop.last and message.reasoning_content %}{{ '<think>' + message.reasoning_content + '</think>' }}{% endif %}
{{- message.content + '<|im_end|>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}`;

const TURNS = {
  messages: [
    { role: "user", content: "q1" },
    { role: "assistant", content: "a1", reasoning_content: "r1" },
    { role: "user", content: "q2" },
    { role: "assistant", content: "a2", reasoning_content: "r2" },
  ],
};

function report(template: string, row: object | string, settings: Parameters<typeof reportFile>[3] = {}) {
  const text = typeof row === "string" ? row : JSON.stringify(row);
  const folder = filesInFolder({ "t.jinja": template, "row.json": text });
  return reportFile(turnwise, join(folder, "t.jinja"), join(folder, "row.json"), settings);
}

describe("policies", () => {
  const stopTokens = ["<|im_end|>"];

  test("split trains every turn as the model saw it", async () => {
    const first = "<|im_start|>user\nq1<|im_end|>\n<|im_start|>assistant\n";
    expect(await report(REWRITING, TURNS, { stopTokens })).toMatchObject({
      verdicts: ["split:body", "exact"],
      refused: null,
      trained: ["a1<|im_end|>", "<think>r2</think>a2<|im_end|>"],
      examples: [
        { text: `${first}<think>r1</think>a1<|im_end|>\n`, messages: 2, trained: ["<think>r1</think>a1<|im_end|>"] },
        {
          text: `${first}a1<|im_end|>\n<|im_start|>user\nq2<|im_end|>\n<|im_start|>assistant\n<think>r2</think>a2<|im_end|>\n`,
          messages: 4,
          trained: ["<think>r2</think>a2<|im_end|>"],
        },
      ],
    });
  });

  test("as-rendered, last and refuse", async () => {
    const asRendered = await report(REWRITING, TURNS, { stopTokens, turns: "as-rendered" });
    expect(asRendered.examples.map(({ trained }) => trained)).toEqual([asRendered.trained]);
    const last = await report(REWRITING, TURNS, { stopTokens, turns: "last" });
    expect(last.examples.map(({ trained }) => trained)).toEqual([["<think>r2</think>a2<|im_end|>"]]);
    const refuse = await report(REWRITING, TURNS, { stopTokens, turns: "refuse" });
    expect(refuse).toMatchObject({ examples: [], trained: asRendered.trained });
    expect(refuse.refused).not.toBe(null);
  });

  test("a refusal has its code, and says what to do", async () => {
    const refused = await report(REWRITING, TURNS, { stopTokens: ["</s>"] });
    expect(refused).toMatchObject({ verdicts: ["refuse:no-stop", "refuse:no-stop"], refused: "no-stop", examples: [] });
    expect(refused.reason).toContain("--stop-token '<|im_end|>'");
    expect(formatConversation(refused, style({ isTTY: false }))).toContain("refused no-stop: ");
  });

  test("without --stop-token the row's own eos_token stops", async () => {
    const { verdicts } = await report(REWRITING, { ...TURNS, eos_token: "<|im_end|>" });
    expect(verdicts).toEqual(["split:body", "exact"]);
  });
});

const rowWith = (fields: string): string =>
  `{"eos_token": "<e>"${fields}, "messages": [{"role": "user", "content": "q", "x": null}, {"role": "assistant", "content": "a", "thinking": "t"}]}`;

describe("the template's variables are those of the file, as they are", () => {
  const answer = "{{ messages[1].content }}<e>{{ '\\n' }}";
  const shows = (expression: string): string => `{{ messages[0].content }}|{{ ${expression} }}|${answer}`;

  test.each([
    ["bos_token is defined", "", "False"],
    ["tools is none and documents is none", "", "True"],
    ["tools | tojson", ', "tools": [{"b": 1.0, "a": 2}]', '[{"b": 1.0, "a": 2}]'],
    ["custom", ', "custom": 1.50', "1.5"],
    ["'x' in messages[0]", "", "True"],
    ["'reasoning_content' in messages[1]", "", "False"],
  ])("%s", async (expression, fields, printed) => {
    expect((await report(shows(expression), rowWith(fields))).text).toBe(`q|${printed}|a<e>\n`);
  });

  test("messages keep the order of their keys", async () => {
    const row = '{"messages": [{"2": 1, "role": "user", "1": 2.0}, {"role": "assistant", "content": "a"}]}';
    const { text } = await report("{{ messages[0] | tojson }}", row);
    expect(text).toBe('{"2": 1, "role": "user", "1": 2.0}');
  });

  test("the clock is --clock", async () => {
    const clock = new Date("2024-07-26T13:45:07");
    expect((await report(shows("strftime_now('%d %b %Y')"), rowWith(""), { clock })).text).toContain("|26 Jul 2024|");
  });
});

describe("faults name the line and show it", () => {
  test("of a template that cannot be read", async () => {
    const fault: unknown = await report("a\n{{ messages[0] } }}\n", TURNS).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(TurnwiseError);
    expect(String(fault)).toMatch(
      /t\.jinja, line 2, column 16: unexpected '}'\n\n {2}2 \| \{\{ messages\[0\] \} \}\}\n {4}\| {16}\^$/,
    );
  });

  test("of a template that refuses the conversation", async () => {
    const template = "{% for m in messages %}\n  {{ raise_exception('no ' + m.role) }}{% endfor %}";
    const fault: unknown = await report(template, TURNS).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(RowError);
    expect(String(fault)).toMatch(
      /t\.jinja, line 2, column \d+: the template refuses this conversation: no user\n\n {2}2 \| /,
    );
  });

  test.each([
    ["[1]", "not-an-object"],
    ["{", "broken-json"],
    ['{"messages": []}', "no-messages"],
    ['{"messages": ["x"]}', "no-role"],
  ])("of the row %s", async (row, code) => {
    await expect(report(REWRITING, row)).rejects.toMatchObject({ code });
  });
});

test("trained text is marked", async () => {
  const shown = formatConversation(
    await report(REWRITING, TURNS, { stopTokens: ["<|im_end|>"] }),
    style({ isTTY: false }),
  );
  expect(shown).toContain("turns split:body, exact");
  expect(shown).toContain("  │ <|im_start|>assistant\n  │ «<think>r1</think>a1<|im_end|>»");
  expect(shown).toContain("Example 2 of 2: 4 messages, the whole conversation");
});
