import { defineConfig, type UserConfig } from "tsdown";

const config: UserConfig = defineConfig({
  workspace: ["packages/*", "examples/*", "!examples/data"],
  entry: "src/{index,main,worker,polyfill}.ts",
  format: "esm",
  target: "node20.19",
  dts: true,
  publint: { strict: true },
  attw: { profile: "esm-only", level: "error" },
});
export default config;
