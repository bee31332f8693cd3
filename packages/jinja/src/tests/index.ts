export { TESTS } from "./tests.ts";
