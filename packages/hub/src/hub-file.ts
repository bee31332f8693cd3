/** A file of a commit. */
export interface HubFile {
  /** Seen from the repository, with `/`. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** SHA-1 (hex) that git calls it by: of a large file, that of the pointer in its place. */
  readonly gitHash: string;
  /** SHA-256 (hex) of a large file's bytes, null for a small one. */
  readonly sha256: string | null;
}

/** What the cache calls its bytes. */
export function blobName({ gitHash, sha256 }: HubFile): string {
  return sha256 ?? gitHash;
}
