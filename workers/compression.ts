import { runCompressionTask } from "../src/platform/compression-pool.ts";

export default runCompressionTask;
