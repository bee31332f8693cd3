import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("../../../packages/jinja/src/", import.meta.url)).replaceAll("\\", "/");

/** A plugin of Vite that plants a fault while the module is loaded: no file changes. */
export function planting(fault) {
  return {
    name: "planting",
    enforce: "pre",
    transform(code, id) {
      return fault === undefined || id !== source + fault.file ? undefined : { code: planted(code, fault), map: null };
    },
  };
}

/** The code with the fault, which must stand there once. */
export function planted(code, { file, from, to }) {
  const places = code.split(from).length - 1;
  if (places !== 1) throw new Error(`${file}: ${JSON.stringify(from)} stands there ${places} times`);
  return code.replace(from, () => to);
}
