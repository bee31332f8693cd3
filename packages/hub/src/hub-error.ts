import { InputOutputError, outputFailed } from "@turnwise/core";
import { BrokenDownloadError } from "./broken-download-error.ts";
import { pageOf, type HubRepository } from "./hub-repository.ts";
import type { HubSettings } from "./hub-settings.ts";

/** What was asked for, in the user's words. */
export interface HubRequest {
  /** As the user named it. */
  readonly source: string;
  readonly repository: HubRepository;
  /** What to do without the hub: `give --model a folder`. */
  readonly instead: string;
}

const NOUN = { model: "model", dataset: "data set" } as const;

/** What a failed request means to a user; an error of Turnwise's own stays what it is. */
export function hubError(cause: unknown, request: HubRequest, settings: HubSettings): InputOutputError {
  if (cause instanceof InputOutputError) return cause;
  const { source, repository, instead } = request;
  const noun = NOUN[repository.type];
  const hub = settings.endpoint;
  const words = cause instanceof Error ? cause.message : String(cause);
  if (cause instanceof BrokenDownloadError) {
    return new InputOutputError(
      "hub-download-broken",
      `${source}: ${words}. Run it again: what has arrived whole is kept.`,
      { cause },
    );
  }
  if (cause instanceof Error && "syscall" in cause) return outputFailed(settings.cacheFolder, cause);
  switch (statusOf(cause)) {
    case 401:
      return new InputOutputError(
        "hub-unauthorized",
        settings.token === null
          ? `${source}: ${hub} asks for a token: the ${noun} is gated, private or not there. Log in with "hf auth login", or set HF_TOKEN.`
          : `${source}: ${hub} refuses the token. Renew it ("hf auth login", or HF_TOKEN).`,
        { cause },
      );
    case 403:
      return new InputOutputError(
        "hub-unauthorized",
        `${source}: the account of this token has no access. Ask for it on ${hub}/${pageOf(repository)}.`,
        { cause },
      );
    case 404:
      return new InputOutputError(
        repository.type === "model" ? "model-not-found" : "dataset-not-found",
        `no ${noun} ${source} on ${hub}${repository.type === "model" ? ", and no folder of that name" : ""}. Check the spelling and the revision.`,
        { cause },
      );
    case null:
      return new InputOutputError(
        "hub-unreachable",
        `${source} is not in ${settings.cacheFolder}, and ${hub} cannot be reached (${reasonOf(cause) ?? words}). Check the network, or ${instead}.`,
        { cause },
      );
    default:
      return new InputOutputError("hub-failed", `${source}: ${hub} answers: ${words}. Try again later.`, { cause });
  }
}

/** Asking is forbidden, and the answer is not in the cache. */
export function hubOffline({ source, instead }: HubRequest, { cacheFolder }: HubSettings): InputOutputError {
  return new InputOutputError(
    "hub-offline",
    `${source} is not in ${cacheFolder}, and HF_HUB_OFFLINE forbids to ask the hub. Unset it once, or ${instead}.`,
  );
}

function statusOf(error: unknown): number | null {
  return error instanceof Error && "statusCode" in error && typeof error.statusCode === "number"
    ? error.statusCode
    : null;
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string | null {
  return error instanceof Error && error.cause instanceof Error ? error.cause.message : null;
}
