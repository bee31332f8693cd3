import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isJsonArray, isJsonObject, parseJson, pythonJson, valueAt, type Json, type JsonObject } from "@turnwise/core";
import { afterAll, describe, expect, test } from "vitest";
import { createTurnwise } from "../create-turnwise.ts";
import type { ConversationReport } from "./conversation-report.ts";
import { reportFile } from "./report-file.ts";

const turnwise = createTurnwise();
const folder = mkdtempSync(join(tmpdir(), "turnwise-template-"));
afterAll(() => rmSync(folder, { recursive: true }));
const clock = new Date("2024-07-26T13:45:07");

const shared = fileURLToPath(new URL("../../../../../shared/conformance/", import.meta.url));

describe.runIf(existsSync(join(shared, "turns.json")))(
  "turns of real templates are those that were worked out with Jinja2",
  () => {
    const file = join(shared, "turns.json");
    const cases = existsSync(file) ? listAt(parseJson(readFileSync(file, "utf8")), "cases") : [];
    test.each(
      cases.map((each, index) => [`${textAt(each, "template")} ${textAt(each, "chat")}`, each, index] as const),
    )("%s", async (_name, each, index) => {
      const path = join(folder, `${index}.json`);
      writeFileSync(path, pythonJson(valueAt(objectOf(each), "context") ?? null));
      const stopTokens = textsAt(each, "stop");
      const template = join(shared, textAt(each, "template"));
      const report = await reportFile(turnwise, template, path, { stopTokens, clock });
      expect(seen(report)).toEqual({
        verdicts: textsAt(each, "verdicts"),
        trained: textsAt(each, "trained"),
        lost: textsAt(each, "lost"),
        refused: valueAt(objectOf(each), "refused") ?? null,
        examples: expectedExamples(each, report),
      });
    });
  },
);

/** Without `split`, the one example is the whole rendering, and what is trained there. */
function expectedExamples(each: Json, { text }: ConversationReport): readonly object[] {
  const given = objectOf(each);
  if (valueAt(given, "refused") !== undefined) return [];
  if (valueAt(given, "split") === undefined) {
    const messages = listAt(valueAt(given, "context") ?? null, "messages").length;
    return [{ messages, composed: false, sha256: sha256(text), trained: textsAt(each, "trained") }];
  }
  return listAt(each, "split").map((example) => ({
    messages: valueAt(objectOf(example), "messages"),
    composed: valueAt(objectOf(example), "composed") ?? false,
    sha256: textAt(example, "text_sha256"),
    trained: textsAt(example, "trained"),
  }));
}

function seen({ verdicts, trained, lost, refused, examples }: ConversationReport): object {
  return {
    verdicts,
    trained,
    lost,
    refused,
    examples: examples.map((example) => ({
      messages: example.messages,
      composed: example.composed,
      sha256: sha256(example.text),
      trained: example.trained,
    })),
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function objectOf(value: Json): JsonObject {
  if (isJsonObject(value)) return value;
  throw new TypeError("an object belongs here");
}

function listAt(value: Json, key: string): readonly Json[] {
  const found = valueAt(objectOf(value), key) ?? [];
  if (isJsonArray(found)) return found;
  throw new TypeError(`${key} must be a list`);
}

function textAt(value: Json, key: string): string {
  return String(valueAt(objectOf(value), key));
}

function textsAt(value: Json, key: string): readonly string[] {
  return listAt(value, key).map(String);
}
