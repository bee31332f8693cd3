// The engine's own tests against a source with one fault.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { faults } from "./faults.mjs";
import { planting } from "./planting.mjs";

export default defineConfig({
  root: fileURLToPath(new URL("../../../", import.meta.url)),
  plugins: [planting(faults[Number(process.env.PLANTED_FAULT)])],
  ssr: { resolve: { conditions: ["@turnwise/source"] } },
  test: { include: ["packages/jinja/src/**/*.test.ts"], testTimeout: 60_000, bail: 1 },
});
