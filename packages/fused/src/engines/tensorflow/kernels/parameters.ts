import { type Factor, one } from '../Factor.js'
import type { Node } from '../graph.js'
import { type Emitter, tensor } from './Kernel.js'

/** The parameters that a kernel updates: p, or keep · p. */
export const parametersOf = (
  { compute, scalar, tensor: at }: Emitter,
  p: Node,
  keep: Factor,
): number => (keep === one ? at(p) : compute('Mul', tensor(at(p)), scalar(keep)))
