export { failuresOf, registerChecks, type Check } from "./check.ts";
export { withMaps, withObjects } from "./model-family/json-forms.ts";
export { type ReferenceSkip } from "./model-family/reference-checks.ts";
export {
  REFERENCE_CLOCK,
  type RenderCase,
  type TemplateContext,
  type TemplateReference,
  type TurnCase,
} from "./model-family/template-reference.ts";
export { modelFamilyChecks, testModelFamily, type ModelFamilyOptions } from "./model-family/test-model-family.ts";
