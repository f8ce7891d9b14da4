// Setup file of the kinds of tests that start threads: after every test file nothing may be left.
import { afterAll } from "vitest";
import { noLeaks, watchLeaks } from "./leaks.ts";

watchLeaks();
// Registered first, so it runs after the test file's own hooks.
afterAll(() => noLeaks());
