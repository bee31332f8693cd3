import { exactlyOneBos } from "./bos/exactly-one-bos.ts";
import { noBos } from "./bos/no-bos.ts";
import { stripBos } from "./bos/strip-bos.ts";
import { templateBos } from "./bos/template-bos.ts";
import type { Plugin } from "./contracts/plugin.ts";
import { allMask } from "./masks/all.ts";
import { assistantMask } from "./masks/assistant.ts";
import { flaggedMask } from "./masks/flagged.ts";
import { generationMask } from "./masks/generation.ts";
import { lastAssistantMask } from "./masks/last-assistant.ts";
import { promptLengthMask } from "./masks/prompt-length.ts";
import { rolesMask } from "./masks/roles.ts";
import { scaleMask } from "./masks/scale.ts";
import { sumMask } from "./masks/sum.ts";
import { balancedPacking } from "./packing/balanced-packing.ts";
import { bestFitPacking } from "./packing/best-fit-packing.ts";
import { sequentialPacking } from "./packing/sequential-packing.ts";
import { andSelector } from "./selectors/and.ts";
import { fieldSelector } from "./selectors/field.ts";
import { notSelector } from "./selectors/not.ts";
import { orSelector } from "./selectors/or.ts";
import { partSelector } from "./selectors/part.ts";
import { roleSelector } from "./selectors/role.ts";
import { turnSelector } from "./selectors/turn.ts";
import { nextTokenPaddedShift } from "./shifts/next-token-padded-shift.ts";
import { nextTokenShift } from "./shifts/next-token-shift.ts";
import { noShift } from "./shifts/no-shift.ts";
import { rolledMaskShift } from "./shifts/rolled-mask-shift.ts";

/** What core itself contributes: a plug-in like any other, registered first. */
export const builtInPlugin: Plugin = {
  name: "@turnwise/core",
  version: "0.0.0",
  contract: 1,
  bosPolicies: [templateBos, stripBos, exactlyOneBos, noBos],
  labelShifts: [noShift, nextTokenShift, nextTokenPaddedShift, rolledMaskShift],
  packingStrategies: [bestFitPacking, sequentialPacking, balancedPacking],
  maskingStrategies: {
    assistant: assistantMask,
    "last-assistant": lastAssistantMask,
    roles: rolesMask,
    all: allMask,
    flagged: flaggedMask,
    "prompt-length": promptLengthMask,
    generation: generationMask,
    scale: scaleMask,
    sum: sumMask,
  },
  selectors: {
    role: roleSelector,
    part: partSelector,
    field: fieldSelector,
    turn: turnSelector,
    and: andSelector,
    or: orSelector,
    not: notSelector,
  },
};
