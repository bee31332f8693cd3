import { join } from "node:path";
import { expect, test } from "vitest";
import { readHubSettings, type HubSettings } from "./hub-settings.ts";

function settingsOf(environment: Readonly<Record<string, string>>): HubSettings {
  return readHubSettings({ HF_TOKEN_PATH: join(import.meta.dirname, "no token"), ...environment });
}

test("settings come from the variables of huggingface_hub", () => {
  expect(settingsOf({ HF_HOME: "/home/cache" }).cacheFolder).toBe(join("/home/cache", "hub"));
  expect(settingsOf({ HF_HOME: "/a", HUGGINGFACE_HUB_CACHE: "/b" }).cacheFolder).toBe("/b");
  expect(settingsOf({ HUGGINGFACE_HUB_CACHE: "/b", HF_HUB_CACHE: "$BASE/c", BASE: "/x" }).cacheFolder).toBe("/x/c");
  expect(settingsOf({ XDG_CACHE_HOME: "/xdg" }).cacheFolder).toBe(join("/xdg", "huggingface", "hub"));
  expect(settingsOf({ HF_HOME: "~/hf" }).cacheFolder).not.toContain("~");
  expect(settingsOf({}).endpoint).toBe("https://huggingface.co");
  expect(settingsOf({ HF_HUB_OFFLINE: "yes" }).offline).toBe(true);
  expect(settingsOf({ HF_HUB_OFFLINE: "0" }).offline).toBe(false);
});
