export { GLOBALS } from "./globals.ts";
