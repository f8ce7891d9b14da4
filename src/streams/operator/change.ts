export { Change } from "../state/change.ts";
