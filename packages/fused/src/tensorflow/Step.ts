import type { Leaf } from './Leaf.js'
import type { Numbers } from './Numbers.js'
import type { Operations } from './operations.js'

/** Runs a known chain on one leaf by TensorFlow's own in-place kernels. */
export type Step = (ops: Operations, leaf: Leaf, k: Numbers) => void

/** What a slot of a part becomes. */
export type Slot = readonly [part: number, name: string, id: number]
