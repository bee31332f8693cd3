/** A model or a data set on a hub. */
export interface HubRepository {
  readonly type: "model" | "dataset";
  /** `org/name`. */
  readonly name: string;
  /** Branch, tag or commit. */
  readonly revision: string;
}

/** Its page on the hub, seen from the endpoint: `org/name`, `datasets/org/name`. */
export function pageOf({ type, name }: HubRepository): string {
  return type === "model" ? name : `datasets/${name}`;
}
