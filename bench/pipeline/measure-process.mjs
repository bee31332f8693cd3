// Preloaded into a process (`node --import`): writes what it took, in all its threads, to the file that MEASURE_INTO names.
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const out = process.env["MEASURE_INTO"];
if (isMainThread && out !== undefined) {
  process.once("exit", () => {
    const { user, system } = process.cpuUsage();
    const peakMegabytes = process.resourceUsage().maxRSS / 1024;
    writeFileSync(out, JSON.stringify({ cpu: (user + system) / 1e6, peakMegabytes }));
  });
}
