import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { pythonWith } from "../../bench/python-environment.mjs";
import { root, temporaryFolder } from "../support/turnwise.ts";

const asked = process.env["TURNWISE_INTEROP"] === "1";
if (!asked)
  console.info("test/interop/kubernetes.test.ts is skipped: it installs schemas. TURNWISE_INTEROP=1 runs it.");

/** The first with `backoffLimitPerIndex` switched on, the first where it is settled, and the newest of the package. */
const VERSIONS = ["1.29.0", "1.33.0", "1.37.0"];
const manifest = join(root, "examples/cluster/kubernetes-job.yaml");

function validate(file: string, version: string): { readonly status: number | null; readonly output: string } {
  const requirements = fileURLToPath(new URL("requirements/kubernetes.txt", import.meta.url));
  const { python, missing } = pythonWith(requirements, join(root, ".cache/interop-kubernetes"));
  if (python === undefined) throw new Error(missing);
  const given = ["--strict", "--kubernetes-version", version, file];
  const { status, stdout, stderr } = spawnSync(join(dirname(python), "kubernetes-validate"), given, {
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}

describe.skipIf(!asked)("the Kubernetes manifest", () => {
  test.each(VERSIONS)(
    "is a Job by the schema of %s",
    (version) => {
      const { status, output } = validate(manifest, version);
      expect(output).toContain("passed for resource job/turnwise-work");
      expect(status).toBe(0);
    },
    600_000,
  );

  test("would be refused with a key that is none", () => {
    const file = join(temporaryFolder(), "job.yaml");
    writeFileSync(file, readFileSync(manifest, "utf8").replace("completionMode", "completionsMode"));
    expect(validate(file, "1.37.0")).toMatchObject({ status: 1, output: expect.stringContaining("completionsMode") });
  });
});
