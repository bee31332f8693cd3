import type { Kernel } from "../kernel/kernel.ts";

/** Makes a kernel over an image. */
export type CreateKernel = (image: Uint8Array) => Kernel | Promise<Kernel>;

/** In WebAssembly where the engine has SIMD, else in TypeScript; each is loaded when it is needed. */
export async function createAnyKernel(image: Uint8Array): Promise<Kernel> {
  const { createWebAssemblyKernel, isWebAssemblySupported } =
    await import("../webassembly/create-webassembly-kernel.ts");
  return isWebAssemblySupported() ? createWebAssemblyKernel(image) : createPlainKernel(image);
}

/** In plain TypeScript. */
export async function createPlainKernel(image: Uint8Array): Promise<Kernel> {
  const { createTypeScriptKernel } = await import("../kernel/typescript-kernel.ts");
  return createTypeScriptKernel(image);
}
