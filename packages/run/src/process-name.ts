import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

/** A name that nobody else uses, for work in progress: `host.example.4711.UUID`. */
export function processName(): string {
  return `${hostname()}.${process.pid}.${randomUUID()}`;
}

/** Whether a process of this machine gave a name that {@link processName} made, and is no more. */
export function isAbandoned(name: string): boolean {
  const [host, pid] = splitName(name);
  return host === hostname() && pid !== process.pid && !isAlive(pid);
}

/** Whether this process gave the name. */
export function isOwn(name: string): boolean {
  const [host, pid] = splitName(name);
  return host === hostname() && pid === process.pid;
}

function splitName(name: string): readonly [host: string, pid: number] {
  const parts = name.split(".");
  return [parts.slice(0, -2).join("."), Number(parts.at(-2))];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
