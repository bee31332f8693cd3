import { createWebAssemblyKernel } from "../webassembly/create-webassembly-kernel.ts";
import { describeKernel } from "./describe-kernel.fixture.ts";
import { describeModelKernel } from "./describe-model-kernel.fixture.ts";
import { createTypeScriptKernel } from "./typescript-kernel.ts";

describeKernel("TypeScript", createTypeScriptKernel);
describeKernel("WebAssembly", createWebAssemblyKernel);
describeModelKernel("TypeScript", createTypeScriptKernel);
describeModelKernel("WebAssembly", createWebAssemblyKernel);
