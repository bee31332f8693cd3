// The engine's tests against a source with one fault, which is planted while the module is loaded: no file changes.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { faults } from "./faults.mjs";

const fault = faults[Number(process.env.PLANTED_FAULT)];
const source = fileURLToPath(new URL("../../../packages/jinja/src/", import.meta.url)).replaceAll("\\", "/");

const planting = {
  name: "plant",
  enforce: "pre",
  transform(code, id) {
    if (fault === undefined || id !== source + fault.file) return undefined;
    return { code: planted(code, fault), map: null };
  },
};

/** The code with the fault; it must stand there once. */
export function planted(code, { file, from, to }) {
  const places = code.split(from).length - 1;
  if (places !== 1) throw new Error(`${file}: ${JSON.stringify(from)} stands there ${places} times`);
  return code.replace(from, () => to);
}

export default defineConfig({
  root: fileURLToPath(new URL("../../../", import.meta.url)),
  plugins: [planting],
  ssr: { resolve: { conditions: ["@turnwise/source"] } },
  test: {
    include: ["packages/jinja/src/**/*.test.ts", "test/jinja/goldens.test.ts"],
    testTimeout: 60_000,
    bail: 1,
  },
});
