import type { Kernel } from "../kernel/kernel.ts";

/** Makes a kernel over an image. */
export type CreateKernel = (image: Uint8Array) => Kernel | Promise<Kernel>;

/** What makes kernels in WebAssembly where the engine has SIMD, else in TypeScript. Each is loaded when it is asked for, and compiled meanwhile. */
export async function anyKernel(): Promise<CreateKernel> {
  const { compileKernel, createWebAssemblyKernel, isWebAssemblySupported } =
    await import("../webassembly/create-webassembly-kernel.ts");
  if (!isWebAssemblySupported()) return plainKernel();
  compileKernel().catch(() => {});
  return createWebAssemblyKernel;
}

/** What makes kernels in plain TypeScript. */
export async function plainKernel(): Promise<CreateKernel> {
  const { createTypeScriptKernel } = await import("../kernel/typescript-kernel.ts");
  return createTypeScriptKernel;
}
