/** Hears how far a file is that is fetched from elsewhere. */
export interface DownloadReport {
  /** Bytes that are here by now; called often. */
  update(received: number): void;
  /** It is here, or has failed. */
  end(): void;
}

/**
 * Called before a file is fetched; not for one that is here already.
 *
 * @param file `org/name/tokenizer.json`, for people
 * @param size in bytes
 */
export type OnDownload = (file: string, size: number) => DownloadReport;

/** How something is fetched. */
export interface FetchOptions {
  readonly onDownload?: OnDownload | undefined;
}
