import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build, type Rolldown } from "vite";
import { expect, test } from "vitest";

// publint and attw do not see this: a bundler may drop the container's polyfill, or run it after the container.
test("core, the families and the template engine work in a page's bundle, without anything of Node", async () => {
  const entry = fileURLToPath(new URL("fixtures/browser-consumer.mjs", import.meta.url));
  const warnings: string[] = [];
  const result = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      lib: { entry, formats: ["iife"], name: "consumer" },
      rolldownOptions: { onwarn: ({ message }) => void warnings.push(message) },
    },
  });
  const [{ output }] = result as [Rolldown.RolldownOutput];
  // A context with the globals of the language alone: no process, no Buffer, no require.
  const page = createContext({});
  runInContext(output[0].code, page);
  expect(await runInContext("finished", page)).toBe("Paris.<|im_end|> data template data template");
  expect(warnings.filter((message) => message.includes("node:"))).toEqual([]);
});
