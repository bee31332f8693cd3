import { InputOutputError } from "@turnwise/core";
import type { HubSettings } from "./hub-settings.ts";

/** What a failed request means to a user. */
export function hubError(cause: unknown, source: string, settings: HubSettings): InputOutputError {
  const hub = settings.endpoint;
  const words = cause instanceof Error ? cause.message : String(cause);
  switch (statusOf(cause)) {
    case 401:
      return new InputOutputError(
        "hub-unauthorized",
        settings.token === null
          ? `${source}: ${hub} asks for a token: the model is gated, private or not there. Log in with "hf auth login", or set HF_TOKEN.`
          : `${source}: ${hub} refuses the token. Renew it ("hf auth login", or HF_TOKEN).`,
        { cause },
      );
    case 403:
      return new InputOutputError(
        "hub-unauthorized",
        `${source}: the account of this token has no access. Ask for it on ${hub}/${source.replace(/@.*/, "")}.`,
        { cause },
      );
    case 404:
      return new InputOutputError(
        "model-not-found",
        `no model ${source} on ${hub}, and no folder of that name. Check the spelling and the revision.`,
        { cause },
      );
    case null:
      return new InputOutputError(
        "hub-unreachable",
        `${source} is not in ${settings.cacheFolder}, and ${hub} cannot be reached (${reasonOf(cause) ?? words}). Check the network, or give --model a folder.`,
        { cause },
      );
    default:
      return new InputOutputError("hub-failed", `${source}: ${hub} answers: ${words}. Try again later.`, { cause });
  }
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
