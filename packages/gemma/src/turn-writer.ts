import type { DataPlace, RenderingBuilder } from "@turnwise/core";

/** Writes turns of Gemma 4 and joins template text that stands side by side. */
export interface TurnWriter {
  /** Opens a turn. In an assistant's turn `header` alone is header; in others it goes on until the first data. */
  open(role: string, messages: readonly number[], header: string): void;
  /** `field`: what the text wraps. */
  template(text: string, field: string): void;
  data(text: string, from: DataPlace): void;
  /** The last text of the turn: the token that ends it, and what follows that. */
  close(end: string, separator: string): void;
  /** Writes what waits to be joined; needed before anything else is written past this writer. */
  flush(): void;
}

export function createTurnWriter(builder: RenderingBuilder): TurnWriter {
  let part: "header" | "body" = "header";
  let pending = "";
  let pendingField = "";

  function flush(): void {
    if (pending === "") return;
    if (part === "header") builder.template(pending, part);
    else builder.template(pending, part, pendingField);
    pending = "";
  }
  return {
    open(role, messages, header) {
      flush();
      builder.turn(role, messages);
      part = "header";
      pending = header;
      if (role !== "assistant") return;
      flush();
      part = "body";
    },
    template(text, field) {
      if (field !== pendingField && part !== "header") flush();
      pending += text;
      pendingField = field;
    },
    data(text, from) {
      if (text === "") return;
      flush();
      if (part === "header") part = "body";
      builder.data(text, part, from);
    },
    close(end, separator) {
      flush();
      builder.template(end, "end");
      builder.template(separator, "separator");
    },
    flush,
  };
}
