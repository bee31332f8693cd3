/** A model on a hub. */
export interface HubId {
  /** `org/name`. */
  readonly repository: string;
  /** Branch, tag or commit. */
  readonly revision: string;
}

const HUB_ID = /^([\w-][\w.-]*\/[\w-][\w.-]*)(?:@([\w.][\w./-]*))?$/;

/** Whether a text can be a hub id: `org/name` or `org/name@revision`. */
export function isHubId(text: string): boolean {
  return HUB_ID.test(text) && !text.includes("..");
}

/** The parts of a hub id; without a revision it is `main`. */
export function parseHubId(text: string): HubId {
  const [, repository = text, revision = "main"] = HUB_ID.exec(text) ?? [];
  return { repository, revision };
}
