import type { HubFile } from "./hub-file.ts";

/** A file of the hub that did not arrive as it is there. */
export class BrokenDownloadError extends Error {
  constructor({ path, size }: HubFile, received: number, reason?: string, options?: ErrorOptions) {
    super(`of ${path}, received ${received} of ${size} bytes${reason === undefined ? "" : `: ${reason}`}`, options);
    this.name = "BrokenDownloadError";
  }
}
