// A virtual environment for the yardstick, under .cache; made once and again when its requirements change.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Path of a Python that has the requirements, or a line that says why there is none.
 *
 * With the Python of another environment as `base`, what is there is found behind these requirements, which are then installed as they
 * stand, without what they depend on.
 */
export function pythonWith(requirements, folder, base) {
  const stamp = join(folder, "requirements.txt");
  const wanted = readFileSync(requirements, "utf8");
  const windows = process.platform === "win32";
  const python = join(folder, windows ? "Scripts/python.exe" : "bin/python");
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return { python };

  const system = ["python3", "python"].find((name) => spawnSync(name, ["--version"]).status === 0);
  if (system === undefined) return { missing: "no Python on PATH" };
  process.stderr.write(`Installing ${wanted.trim().split("\n").join(", ")} into ${folder} …\n`);
  rmSync(folder, { recursive: true, force: true });
  const alone = base === undefined ? [] : ["--no-deps", "--ignore-requires-python"];
  const steps = [
    [system, ["-m", "venv", folder]],
    ...(base === undefined ? [] : [[python, ["-c", LAY_ON, base]]]),
    [python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...alone, "-r", requirements]],
  ];
  for (const [command, given] of steps) {
    const { status, stderr } = spawnSync(command, given, { encoding: "utf8" });
    if (status !== 0) {
      const reason = stderr?.trim().split("\n").at(-1) ?? "";
      return { missing: `${[command, ...given].join(" ")} failed: ${reason}` };
    }
  }
  writeFileSync(stamp, wanted);
  return { python };
}

/** A `.pth` file puts the packages of the environment below behind this one's. */
const LAY_ON = `
import pathlib, subprocess, sys, sysconfig
where = "import sysconfig; print(sysconfig.get_path('purelib'))"
below = subprocess.check_output([sys.argv[1], "-c", where], text=True)
pathlib.Path(sysconfig.get_path("purelib"), "below.pth").write_text(below)
`;
