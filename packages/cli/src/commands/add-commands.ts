import type { CAC } from "cac";

type AddCommand = (program: CAC) => void;

/** All commands, in the order of the help. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  prepare: async () => (await import("./prepare-command.ts")).addPrepareCommand,
  plan: async () => (await import("./plan-command.ts")).addPlanCommand,
  work: async () => (await import("./work-command.ts")).addWorkCommand,
  finalize: async () => (await import("./finalize-command.ts")).addFinalizeCommand,
  slurm: async () => (await import("./slurm-command.ts")).addSlurmCommand,
  explain: async () => (await import("./explain-command.ts")).addExplainCommand,
  render: async () => (await import("./render-command.ts")).addRenderCommand,
  template: async () => (await import("./template-command.ts")).addTemplateCommand,
  families: async () => (await import("./families-command.ts")).addFamiliesCommand,
  plugins: async () => (await import("./plugins-command.ts")).addPluginsCommand,
};

/** Adds the command that is given, with what it alone needs, or all of them where the first word is none. */
export async function addCommands(program: CAC, given: string | undefined): Promise<void> {
  const wanted = Object.entries(COMMANDS).filter(([name]) => name === given);
  const commands = wanted.length > 0 ? wanted : Object.entries(COMMANDS);
  for (const [, load] of commands) (await load())(program);
}
