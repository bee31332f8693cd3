import { Buffer } from "node:buffer";
import type { Message } from "apache-arrow";
import { broken } from "../../inputs/input-failure.ts";

/** Schemas and record batches above these are refused: they are read as a whole. */
const LARGEST_METADATA = 64 << 20;
const LARGEST_BODY = 1 << 30;

const FILE_MAGIC = "ARROW1";

/** One message of a stream (Arrow columnar format, IPC): its description and its body, with all that frames them. */
export interface FramedMessage {
  readonly bytes: Uint8Array;
  /** How many record batches there were before it. */
  readonly batches: number;
}

/**
 * Cuts an Arrow stream into messages, whole ones only. A file is a stream behind its magic bytes; its footer is not needed.
 *
 * @param decode reads a message's description
 * @throws {InputOutputError} `input-broken` where a message is cut off or larger than can be
 */
export async function* arrowMessages(
  name: string,
  chunks: AsyncIterable<Uint8Array>,
  decode: (bytes: Uint8Array) => Message,
): AsyncGenerator<FramedMessage> {
  const bytes = new ByteQueue(chunks);
  try {
    yield* messagesOf(name, bytes, decode);
  } finally {
    await bytes.close();
  }
}

async function* messagesOf(
  name: string,
  bytes: ByteQueue,
  decode: (bytes: Uint8Array) => Message,
): AsyncGenerator<FramedMessage> {
  let batches = 0;
  const fail = (what: string): never => {
    throw broken(name, `record batch ${batches}, at byte ${bytes.offset}: ${what}. Fetch or write the file again.`);
  };
  const start = await bytes.peek(8);
  const isFile = start.toString("latin1", 0, 6) === FILE_MAGIC;
  if (isFile) await bytes.take(8);
  for (;;) {
    const prefix = await bytes.peek(8);
    if (prefix.length === 0 && batches > 0 && !isFile) return; // the end mark may be missing
    if (prefix.length < 8) fail("the Arrow data ends where a message should begin: it was cut off");
    if (prefix.readUInt32LE(0) !== 0xffffffff) fail("an Arrow message should begin here, and something else does");
    const length = prefix.readUInt32LE(4);
    if (length === 0) return;
    if (length > LARGEST_METADATA)
      fail(`a message is described by ${length} bytes, where at most ${LARGEST_METADATA} are possible`);
    const head = await bytes.peek(8 + length);
    if (head.length < 8 + length) fail("the Arrow data ends inside of a message: it was cut off");
    const message = described(() => decode(head.subarray(8)), fail);
    const body = Number(message.bodyLength);
    if (!(body >= 0 && body <= LARGEST_BODY)) {
      fail(
        `a record batch has ${body} bytes, where at most ${LARGEST_BODY} can be read at once. Write it in smaller batches`,
      );
    }
    const whole = await bytes.take(8 + length + body);
    if (whole.length < 8 + length + body) fail("the Arrow data ends inside of a record batch: it was cut off");
    yield { bytes: whole, batches };
    if (message.isRecordBatch()) batches += 1;
  }
}

function described(work: () => Message, fail: (what: string) => never): Message {
  try {
    return work();
  } catch (error) {
    return fail(`a message cannot be understood (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** Bytes of chunks, any number at a time. */
class ByteQueue {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #held: Buffer[] = [];
  #length = 0;
  #offset = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Of what was taken, in bytes. */
  get offset(): number {
    return this.#offset;
  }

  /** The next bytes, fewer at the end. */
  async peek(length: number): Promise<Buffer> {
    await this.#fill(length);
    const all = this.#join();
    return all.subarray(0, length);
  }

  async take(length: number): Promise<Buffer> {
    const bytes = await this.peek(length);
    const rest = this.#join().subarray(bytes.length);
    this.#held = rest.length === 0 ? [] : [rest];
    this.#length = rest.length;
    this.#offset += bytes.length;
    return bytes;
  }

  async #fill(length: number): Promise<void> {
    while (this.#length < length) {
      const { done, value } = await this.#chunks.next();
      if (done === true) return;
      this.#held.push(Buffer.from(value));
      this.#length += value.length;
    }
  }

  #join(): Buffer {
    const all = this.#held.length === 1 ? (this.#held[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#held);
    this.#held = [all];
    return all;
  }

  /** Ends the reading where its consumer stops. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
