import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** One model or data set as the hub has it. */
export interface HubRepository {
  readonly commit: string;
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** 401 without a token, 403 with another one. */
  readonly token?: string;
  /** Its listing says one byte more of each file. */
  readonly cutsOff?: boolean;
  /** Its listing has other hashes. */
  readonly lies?: boolean;
  /** The connection ends in the middle of this file. */
  readonly breaksIn?: string;
}

/** A hub on the loopback address. */
export interface HubServer {
  readonly endpoint: string;
  /** `GET /api/models/org/name/…`, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Files above this are served as the hub serves large ones: with the SHA-256 of their content as ETag. */
const LARGE = 10_000;

/** Serves what `@huggingface/hub` and Python's `huggingface_hub` ask for: `repositories` by `org/name`, data sets by `datasets/org/name`. */
export async function startHub(repositories: Readonly<Record<string, HubRepository>>): Promise<HubServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response, repositories);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  repositories: Readonly<Record<string, HubRepository>>,
): void {
  const { pathname } = new URL(request.url ?? "", "http://hub");
  const [, name = "", kind = "", rest = ""] =
    /^(?:\/api(?:\/models)?)?\/((?:datasets\/)?[^/]+\/[^/]+)\/(revision|tree|resolve)\/(.*)$/.exec(
      decodeURIComponent(pathname),
    ) ?? [];
  const repository = repositories[name];
  if (repository === undefined) return fail(response, 404, "RepoNotFound", "Repository not found");
  const bearer = request.headers.authorization;
  if (repository.token !== undefined && bearer !== `Bearer ${repository.token}`) {
    return fail(response, bearer === undefined ? 401 : 403, "GatedRepo", "Access to this model is restricted");
  }
  const [revision = "", ...path] = rest.split("/");
  if (revision !== "main" && revision !== repository.commit) {
    return fail(response, 404, "RevisionNotFound", "Invalid rev id");
  }
  response.setHeader("X-Repo-Commit", repository.commit);
  if (kind === "revision") return json(response, { _id: "1", id: name, sha: repository.commit, private: false });
  if (kind === "tree")
    return json(
      response,
      Object.entries(repository.files).map((entry) => treeEntry(entry, repository)),
    );
  const bytes = repository.files[path.join("/")];
  if (bytes === undefined) return fail(response, 404, "EntryNotFound", "Entry not found");
  if (repository.breaksIn === path.join("/") && request.headers.range !== "bytes=0-0") {
    response.writeHead(200, { "Content-Length": bytes.length });
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
    return;
  }
  file(request, response, bytes);
}

function treeEntry(
  [path, bytes]: readonly [string, Uint8Array],
  { cutsOff = false, lies = false }: HubRepository,
): object {
  const size = bytes.length + (cutsOff ? 1 : 0);
  const listed = lies ? bytes.toReversed() : bytes;
  const entry = { type: "file", path, size, oid: gitHash(listed) };
  return bytes.length > LARGE ? { ...entry, lfs: { oid: sha256(listed), size, pointerSize: 130 } } : entry;
}

function file(request: IncomingMessage, response: ServerResponse, bytes: Uint8Array): void {
  response.setHeader("ETag", `"${gitHash(bytes)}"`);
  if (bytes.length > LARGE) {
    response.setHeader("X-Linked-ETag", `"${sha256(bytes)}"`);
    response.setHeader("X-Linked-Size", bytes.length);
  }
  if (request.headers.range === "bytes=0-0") {
    response.setHeader("Content-Range", `bytes 0-0/${bytes.length}`);
    response.writeHead(206).end(bytes.subarray(0, 1));
  } else {
    response.setHeader("Content-Length", bytes.length);
    response.writeHead(200).end(request.method === "HEAD" ? undefined : bytes);
  }
}

function json(response: ServerResponse, value: object): void {
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify(value));
}

function fail(response: ServerResponse, status: number, code: string, message: string): void {
  response.setHeader("X-Error-Code", code);
  response.setHeader("X-Error-Message", message);
  response.setHeader("Content-Type", "application/json");
  response.writeHead(status).end(JSON.stringify({ error: message }));
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function gitHash(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
