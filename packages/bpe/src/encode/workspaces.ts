import type { Kernel } from "../kernel/kernel.ts";
import { Workspace } from "./workspace.ts";

/** Encoders that share a kernel share its workspace, which knows what the kernel was told to forbid. */
const WORKSPACES: WeakMap<Kernel, Workspace> = new WeakMap();

export function workspaceOf(kernel: Kernel): Workspace {
  let workspace = WORKSPACES.get(kernel);
  if (workspace === undefined) WORKSPACES.set(kernel, (workspace = new Workspace(kernel)));
  return workspace;
}
