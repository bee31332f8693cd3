import type { WriteStream } from "node:tty";
import pc from "picocolors";

export type Style = ReturnType<typeof pc.createColors>;

/** Colours for a stream: none where it is no terminal or NO_COLOR is set, always with FORCE_COLOR. */
export function style(stream: Pick<WriteStream, "isTTY">): Style {
  const { NO_COLOR: none, FORCE_COLOR: forced } = process.env;
  const isOff = none !== undefined && none !== "";
  const isForced = forced !== undefined && forced !== "" && forced !== "0";
  return pc.createColors(!isOff && (isForced || (stream.isTTY && process.env["TERM"] !== "dumb")));
}
