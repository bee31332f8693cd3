export { FILTERS } from "./filters.ts";
