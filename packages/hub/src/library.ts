/** `@huggingface/hub`, loaded when it is needed: what is in the cache needs none of it. */
export function hubLibrary(): Promise<typeof import("@huggingface/hub")> {
  return import("@huggingface/hub");
}
