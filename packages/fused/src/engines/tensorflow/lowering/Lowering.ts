import type { Condition } from '../conditions.js'
import type { Factor } from '../Factor.js'
import type { Call } from '../kernels/Kernel.js'

/** A tensor to hold in a variable, by its index. */
interface Held {
  readonly tensor: number
  /** Whether it is temporary and nothing reads it later. */
  readonly spent: boolean
}

/** An operation that makes a new tensor, or calls that change variables in place. */
export type Instruction = {
  /** Temporary tensors that nothing reads after this instruction. */
  readonly frees: readonly number[]
} & (
  | { readonly kind: 'compute'; readonly call: Call; readonly to: number }
  | {
      readonly kind: 'update'
      readonly held: readonly Held[]
      readonly calls: readonly Call[]
      /** The nodes that the variables hold after it. */
      readonly to: readonly number[]
      /**
       * The loads that these calls or later instructions read: a variable must not be changed in
       * the memory of one.
       */
      readonly reads: readonly number[]
    }
)

/**
 * A traced program in TensorFlow's operations. Tensors are identified by their index: first the
 * loads of the program, then the computed ones.
 */
export interface Lowering {
  /** The kernel that updates the parameters. */
  readonly kernel: string
  /** Whether it computes the program for the scalars of a step. */
  readonly holds: Condition
  readonly scalars: readonly Factor[]
  readonly instructions: readonly Instruction[]
  /** For each store of the program the tensor that it takes. */
  readonly results: readonly number[]
}
