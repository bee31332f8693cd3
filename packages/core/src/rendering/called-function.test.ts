import { expect, it } from "vitest";
import { calledFunction } from "./called-function.ts";

it("gives the name, the arguments and their place, in both forms of objects", () => {
  const call = { id: "c", function: { name: "f", arguments: "{}" } };
  const expected = { name: "f", arguments: "{}", field: "tool_calls[1].function" };
  expect(calledFunction("gemma-4", call, 0, 1)).toEqual(expected);
  expect(calledFunction("gemma-4", new Map([["function", new Map(Object.entries(call.function))]]), 0, 1)).toEqual(
    expected,
  );
  expect(calledFunction("gemma-4", { function: { name: "" } }, 0, 0).arguments).toBeUndefined();
});

it("refuses a call that names no function", () => {
  for (const call of [
    null,
    "f",
    [],
    {},
    { name: "f" },
    { function: "f" },
    { function: {} },
    { function: { name: 7 } },
  ]) {
    expect(() => calledFunction("gemma-4", call, 2, 0)).toThrow(
      expect.objectContaining({
        name: "TemplateError",
        message:
          'gemma-4: message 2 has a tool call without the text tool_calls[0].function.name. Write it as { "function": { "name": …, "arguments": … } }.',
        at: { message: 2, field: "tool_calls[0].function" },
      }),
    );
  }
});
