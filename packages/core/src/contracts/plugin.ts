import type { BosPolicy } from "./bos-policy.ts";
import type { Configured } from "./configured.ts";
import type { DataSource } from "./data-source.ts";
import type { DatasetReader } from "./dataset-reader.ts";
import type { LabelShift } from "./label-shift.ts";
import type { MaskingStrategy } from "./masking-strategy.ts";
import type { ModelFamily } from "./model-family.ts";
import type { ModelLoader } from "./model-loader.ts";
import type { PackingStrategy } from "./packing-strategy.ts";
import type { RowAdapter } from "./row-adapter.ts";
import type { ShardWriter } from "./shard-writer.ts";
import type { TemplateEngine } from "./template-engine.ts";
import type { TokenSelector } from "./token-selector.ts";
import type { TokenizerEngine } from "./tokenizer-engine.ts";
import type { Trainer } from "./trainer.ts";

/**
 * What a plug-in package's default export is: plain data, no side effect on import.
 *
 * @example
 * import type { Plugin } from "@turnwise/core";
 * import { myFamily } from "./my-family.ts";
 *
 * const plugin: Plugin = { name: "my-plugin", version: "1.0.0", contract: 1, families: [myFamily] };
 * export default plugin;
 */
export interface Plugin {
  readonly name: string;
  readonly version: string;
  /** The version of these contracts that it was written for. */
  readonly contract: 1;
  readonly families?: readonly ModelFamily[];
  readonly maskingStrategies?: Readonly<Record<string, Configured<MaskingStrategy>>>;
  readonly selectors?: Readonly<Record<string, Configured<TokenSelector>>>;
  readonly bosPolicies?: readonly BosPolicy[];
  readonly labelShifts?: readonly LabelShift[];
  readonly modelLoaders?: readonly ModelLoader[];
  readonly tokenizerEngines?: readonly TokenizerEngine[];
  readonly templateEngines?: readonly TemplateEngine[];
  readonly dataSources?: readonly DataSource[];
  readonly rowAdapters?: readonly RowAdapter[];
  readonly readers?: readonly DatasetReader[];
  readonly writers?: readonly ShardWriter[];
  readonly packingStrategies?: readonly PackingStrategy[];
  readonly trainers?: readonly Trainer[];
}
