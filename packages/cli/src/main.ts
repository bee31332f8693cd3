import { cac } from "cac";
import { addCommands } from "./commands/add-commands.ts";
import { checkCommandLine } from "./commands/check-command-line.ts";
import { addGlobalOptions } from "./commands/options.ts";
import { reportFailure } from "./terminal/report-failure.ts";
import { turnwiseVersion } from "./version.ts";

// A reader that has seen enough (`turnwise explain … | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

const program = cac("turnwise");
await addCommands(program, process.argv[2]);
addGlobalOptions(program);
// Of `--no-…` cac says that the default is true, which reads as if it were that of the negation.
program.help((sections) =>
  sections.map(({ body, ...rest }) => ({ ...rest, body: body.replaceAll(" (default: true)", "") })),
);
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
