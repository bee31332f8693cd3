import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, vi } from "vitest";
import { startHub, type HubRepository } from "./hub-server.ts";

/** A hub for the tests of one file. */
export interface TestHub {
  readonly endpoint: string;
  /** `GET /api/models/org/name/…`, in order. */
  readonly requests: readonly string[];
  /** An endpoint where nobody listens. */
  readonly gone: string;
  /** The cache of the test that runs. */
  readonly cache: () => string;
}

/** Each test talks to this hub, with an empty cache and none of the user's own settings. */
export async function useHub(repositories: Readonly<Record<string, HubRepository>>): Promise<TestHub> {
  const hub = await startHub(repositories);
  const closed = await startHub({});
  await closed.close();
  const root = await mkdtemp(join(tmpdir(), "turnwise-hub-"));
  let run = 0;
  let cache = "";
  beforeEach(() => {
    cache = join(root, String(run++));
    vi.stubEnv("HF_ENDPOINT", `${hub.endpoint}/`);
    vi.stubEnv("HF_HUB_CACHE", cache);
    for (const name of ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"]) {
      vi.stubEnv(name, "");
    }
    vi.stubEnv("HF_TOKEN_PATH", join(root, "no token"));
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await hub.close();
    await rm(root, { recursive: true });
  });
  return { endpoint: hub.endpoint, requests: hub.requests, gone: closed.endpoint, cache: () => cache };
}
