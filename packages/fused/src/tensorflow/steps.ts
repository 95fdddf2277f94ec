import type { Program } from '../trace/Program.js'
import { adamOf } from './adamStep.js'
import type { Leaf } from './Leaf.js'
import { momentaOf } from './momentaStep.js'
import type { Numbers } from './Numbers.js'
import type { Operations } from './operations.js'

/** Runs a known chain on one leaf by TensorFlow's own in-place kernels. */
export type Step = (ops: Operations, leaf: Leaf, k: Numbers) => void

/** The step of a program whose parts and shapes are known; undefined for any other. */
export const stepOf = (program: Program): Step | undefined => adamOf(program) ?? momentaOf(program)
