import type { HubRepository } from "@turnwise/hub";

const HUB_ID = /^([\w-][\w.-]*\/[\w-][\w.-]*)(?:@([\w.][\w./-]*))?$/;

/** Whether a text can be a hub id: `org/name` or `org/name@revision`. */
export function isHubId(text: string): boolean {
  return HUB_ID.test(text) && !text.includes("..");
}

/** The model that a hub id names; without a revision it is `main`. */
export function parseHubId(text: string): HubRepository {
  const [, name = text, revision = "main"] = HUB_ID.exec(text) ?? [];
  return { type: "model", name, revision };
}
