import { expect, test } from "vitest";
import { findChromium, openPage } from "./support/chromium.ts";

const chromium = findChromium();
const title = chromium === null ? " (skipped: no Chromium on PATH; apt-get install chromium-headless-shell)" : "";
const MODELS = ["qwen3", "gemma3"];

test.skipIf(chromium === null)(
  `@turnwise/bpe gives the goldens in a page and in a Web Worker of headless Chromium${title}`,
  async () => {
    const reports = await openPage(chromium ?? "", MODELS);
    expect(reports).toEqual(
      ["page", "worker"].flatMap((where) =>
        MODELS.flatMap((model) =>
          ["webassembly", "typescript"].map((kernel) => ({ where, model, kernel, texts: 185, differences: [] })),
        ),
      ),
    );
  },
  300_000,
);
