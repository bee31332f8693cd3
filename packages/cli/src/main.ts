import { cac } from "cac";
import { addFamiliesCommand } from "./commands/families-command.ts";
import { addExplainCommand } from "./commands/explain-command.ts";
import { addGlobalOptions } from "./commands/options.ts";
import { addFinalizeCommand } from "./commands/finalize-command.ts";
import { addPlanCommand } from "./commands/plan-command.ts";
import { addPluginsCommand } from "./commands/plugins-command.ts";
import { addPrepareCommand } from "./commands/prepare-command.ts";
import { addRenderCommand } from "./commands/render-command.ts";
import { addSlurmCommand } from "./commands/slurm-command.ts";
import { addTemplateCommand } from "./commands/template-command.ts";
import { addWorkCommand } from "./commands/work-command.ts";
import { checkCommandLine } from "./commands/check-command-line.ts";
import { reportFailure } from "./terminal/report-failure.ts";
import { turnwiseVersion } from "./version.ts";

// A reader that has seen enough (`turnwise explain … | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

const program = cac("turnwise");
addPrepareCommand(program);
addPlanCommand(program);
addWorkCommand(program);
addFinalizeCommand(program);
addSlurmCommand(program);
addExplainCommand(program);
addRenderCommand(program);
addTemplateCommand(program);
addFamiliesCommand(program);
addPluginsCommand(program);
addGlobalOptions(program);
program.help();
program.version(turnwiseVersion());
try {
  // cac takes a lone dash, which names standard input, for a flag without a name.
  program.parse(
    process.argv.map((given) => (given === "-" ? "/dev/stdin" : given)),
    { run: false },
  );
  checkCommandLine(program);
  await program.runMatchedCommand();
} catch (error) {
  process.exitCode = reportFailure(error, {
    debug: process.argv.includes("--debug"),
    json: process.argv.includes("--json"),
  });
}
