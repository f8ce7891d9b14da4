import { BaseRepartitionNode } from "./base-repartition-node.ts";

/** A repartition that an operator needs. Several after one change of the key may become one. */
export class OptimizableRepartitionNode extends BaseRepartitionNode {}
