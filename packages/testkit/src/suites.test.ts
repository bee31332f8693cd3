import {
  exactlyOneBos,
  nextTokenPaddedShift,
  nextTokenShift,
  noBos,
  noShift,
  role,
  roles,
  stripBos,
  templateBos,
} from "@turnwise/core";
import {
  createCharacterTokenizer,
  testBosPolicy,
  testLabelShift,
  testMaskingStrategy,
  testTokenizer,
  testTokenSelector,
} from "./index.ts";

testTokenizer(() => createCharacterTokenizer(["<s>", "<|start|>", "<|stop|>"]), {
  references: [{ text: "<s>Hi\n\n", ids: [0x110000, 72, 105, 0x10fffd] }],
});
for (const shift of [noShift, nextTokenShift, nextTokenPaddedShift]) testLabelShift(shift);
testBosPolicy(exactlyOneBos, { leading: 1 });
testBosPolicy(noBos, { leading: 0 });
testBosPolicy(templateBos);
testBosPolicy(stripBos);
testMaskingStrategy("roles(assistant)", roles("assistant"));
testTokenSelector("role(user)", role("user"));
