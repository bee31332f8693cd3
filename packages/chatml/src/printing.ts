import type { Message, RenderingBuilder } from "@turnwise/core";

/** What the parts of a renderer share while they print one conversation. */
export interface Printing {
  /** The family's name, for errors. */
  readonly family: string;
  readonly builder: RenderingBuilder;
  readonly messages: readonly Message[];
}
