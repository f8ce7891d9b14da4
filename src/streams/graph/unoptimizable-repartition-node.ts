import { BaseRepartitionNode } from "./base-repartition-node.ts";

/** A repartition that the user asked for: it stays as it is. */
export class UnoptimizableRepartitionNode extends BaseRepartitionNode {}
