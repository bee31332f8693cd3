import { TurnwiseError } from "@turnwise/core";

/**
 * SHA-256 (hex) over parts, by the Web Cryptography of Node and browsers.
 *
 * @throws {TurnwiseError} `no-web-cryptography` in pages that were not loaded securely
 */
export async function sha256(...parts: readonly Uint8Array[]): Promise<string> {
  const { subtle } = globalThis.crypto;
  if (subtle === undefined) {
    throw new TurnwiseError(
      "no-web-cryptography",
      "crypto.subtle is missing, as in pages without HTTPS: give loadTokenizer the `hash` of the files.",
    );
  }
  const [first = new Uint8Array()] = parts;
  const bytes = parts.length === 1 ? first : joined(parts);
  const digest = await subtle.digest("SHA-256", new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    bytes.set(part, end);
    end += part.length;
  }
  return bytes;
}
