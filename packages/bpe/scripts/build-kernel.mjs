// Compiles assembly/ to WebAssembly, and writes it to src/webassembly/kernel-bytes.ts. Does nothing if that was made from the same sources;
// with --check it only says, by its exit code, whether a new compilation gives the same.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../", import.meta.url));
const target = join(folder, "src/webassembly/kernel-bytes.ts");
const flags = ["-O3", "--noAssert", "--runtime", "stub", "--enable", "simd", "--memoryBase", "1024"];

function sourcesHash() {
  const files = readdirSync(join(folder, "assembly")).filter((name) => name.endsWith(".ts"));
  const { version } = createRequire(import.meta.url)("assemblyscript/package.json");
  const hash = createHash("sha256").update(`${version} ${flags.join(" ")}`);
  const sources = files.toSorted().map((name) => `assembly/${name}`);
  for (const source of [...sources, "src/kernel/layout.ts"]) {
    hash.update(source).update(readFileSync(join(folder, source)));
  }
  return hash.digest("hex");
}

async function compile() {
  const { default: asc } = await import("assemblyscript/asc");
  let bytes;
  const { error, stderr } = await asc.main(["assembly/index.ts", ...flags, "--outFile", "kernel.wasm"], {
    readFile: (name, base) => {
      const path = join(folder, base === "." ? "" : base, name);
      return existsSync(path) ? readFileSync(path, "utf8") : null;
    },
    writeFile: (name, content) => {
      if (name.endsWith(".wasm")) bytes = content;
    },
    listFiles: () => [],
  });
  if (error || bytes === undefined) throw new Error(`assembly/ does not compile:\n${stderr.toString()}`);
  return bytes;
}

const write = (bytes) => `// Made by scripts/build-kernel.mjs from assembly/ (sources ${sourcesHash()}).
/** The kernel's WebAssembly module, in base64. */
export const KERNEL_BYTES: string =
  "${Buffer.from(bytes).toString("base64")}";
`;

const current = existsSync(target) ? readFileSync(target, "utf8") : "";
if (process.argv.includes("--check")) {
  if (write(await compile()) !== current) {
    console.error("src/webassembly/kernel-bytes.ts is not what assembly/ compiles to: run `pnpm build`");
    process.exit(1);
  }
} else if (!current.includes(sourcesHash())) {
  const text = write(await compile());
  writeFileSync(target, text);
  console.error(`built the kernel: ${Math.round(text.length / 1024)} KiB of base64`);
}
