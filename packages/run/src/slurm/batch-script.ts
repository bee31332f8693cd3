/**
 * A script that becomes one command. Signals of Slurm reach it, because it takes the shell's place.
 *
 * @param purpose one line, for whoever opens the file
 */
export function batchScript(purpose: string, command: readonly string[]): string {
  return `#!/bin/sh\n# ${purpose.replaceAll(/\s+/g, " ")}\nexec ${shellWords(command)}\n`;
}

/** Words as a POSIX shell reads them back, whatever they hold. */
export function shellWords(words: readonly string[]): string {
  return words.map(shellWord).join(" ");
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
