import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  ssr: { resolve: { conditions: ["@turnwise/source"] } },
  test: {
    projects: [
      {
        extends: true,
        test: { name: "source", include: ["{packages,examples}/*/src/**/*.test.ts"], testTimeout: 60_000 },
      },
      {
        extends: true,
        test: { name: "dist", include: ["test/**/*.test.ts"], globalSetup: "scripts/build.mjs", testTimeout: 120_000 },
      },
    ],
  },
});
export default config;
