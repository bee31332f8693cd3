/** Exit codes of the command. */
export const EXIT = {
  done: 0,
  /** Done and published, but more rows were rejected than `--max-rejected` allows. */
  tooManyRejected: 1,
  /** Wrong usage or settings. */
  usage: 2,
  /** A file, a disk or a network failed. */
  inputOutput: 3,
  /** Stopped by Ctrl-C. */
  interrupted: 130,
} as const;
