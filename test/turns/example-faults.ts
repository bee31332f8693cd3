import type { Rendering, Segment } from "@turnwise/core";
import type { PlannedExample } from "../../packages/core/src/turns/planned-example.ts";
import { trainedTexts } from "./derived-row.ts";

export function segmentsOf(rendering: Rendering): readonly Segment[] {
  return Array.from({ length: rendering.segmentCount }, (_, index) => rendering.segment(index));
}

/** What is wrong with an example's turns and parts. */
export function faultsOf(example: PlannedExample): readonly string[] {
  const { rendering, trained } = example;
  const segments = segmentsOf(rendering);
  const faults: string[] = [];
  if (segments.map(({ text }) => text).join("") !== rendering.text) faults.push("segments do not make the text");
  if (segments.some(({ part }) => part === null)) faults.push("a segment has no part");
  const texts = trainedTexts(example);
  trained.forEach(({ turn, messages, promptLength }, index) => {
    const own = segments.filter((segment) => segment.turn === turn && /^(?:body|end)$/.test(segment.part ?? ""));
    if (own.map(({ text }) => text).join("") !== texts[index])
      faults.push(`body and end of turn ${turn} are not what is trained`);
    if (own.some(({ start }) => start < promptLength)) faults.push(`turn ${turn} begins before its prompt ends`);
    if (own.some(({ origin, message }) => origin === "data" && !messages.includes(message)))
      faults.push(`turn ${turn} trains data of another message`);
  });
  return faults;
}
