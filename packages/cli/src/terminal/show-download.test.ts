import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { showDownload } from "./show-download.ts";

const isTerminal = process.stderr.isTTY;
let written = "";

beforeEach(() => {
  written = "";
  vi.useFakeTimers({ toFake: ["performance"] });
  vi.spyOn(console, "error").mockImplementation((line: string) => void (written += `${line}\n`));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => (written += String(text)) !== "");
});
afterEach(() => {
  process.stderr.isTTY = isTerminal;
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("a line every five seconds, where there is no terminal", () => {
  process.stderr.isTTY = false;
  const report = showDownload("org/name/train.parquet", 45_600_000);
  report.update(1_000_000);
  expect(written).toBe("");
  vi.advanceTimersByTime(5000);
  report.update(12_300_000);
  report.update(12_400_000);
  vi.advanceTimersByTime(5000);
  report.update(45_600_000);
  report.end();
  expect(written.split("\n")).toEqual([
    "26 % org/name/train.parquet: 12.3 of 45.6 MB, 2.5 MB/s, 13.5 s left",
    "100 % org/name/train.parquet: 45.6 of 45.6 MB, 4.6 MB/s, 0 ms left",
    "",
  ]);
});

test("a bar on a terminal, but for files that are here soon", async () => {
  process.stderr.isTTY = true;
  const soon = showDownload("org/name/config.json", 900);
  soon.update(900);
  soon.end();
  const report = showDownload("org/name/train.parquet", 45_600_000);
  vi.advanceTimersByTime(1000);
  report.update(12_300_000);
  await vi.waitFor(() => expect(written).toContain("org/name/train.parquet: 12.3 of 45.6 MB, 12.3 MB/s, 2.7 s left"));
  report.end();
  expect(written).not.toContain("config.json");
});
