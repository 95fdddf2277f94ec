import type { Condition } from '../conditions.js'
import type { Factor } from '../Factor.js'
import type { Node } from '../graph.js'

/**
 * An input of an operation: a tensor of the leaf, a scalar of the step, or a variable of the
 * update.
 */
export type Input =
  | { readonly kind: 'tensor'; readonly at: number }
  | { readonly kind: 'scalar'; readonly at: number }
  | { readonly kind: 'variable'; readonly at: number }

/** One of TensorFlow's operations with its inputs. */
export interface Call {
  readonly operation: string
  readonly inputs: readonly Input[]
}

/** The interface with which kernels emit code. Tensors are identified by their index. */
export interface Emitter {
  /** The tensor of a node, computed first if it does not exist. */
  readonly tensor: (node: Node) => number
  /** A tensor of zeros of the shape of a node. */
  readonly zeros: (node: Node) => number
  readonly scalar: (factor: Factor) => Input
  /** A new tensor. */
  readonly compute: (operation: string, ...inputs: readonly Input[]) => number
  /**
   * Calls on variables that hold tensors; afterwards they hold the given nodes, or unused values.
   */
  readonly update: (
    variables: readonly (readonly [holds: number, makes: Node | undefined])[],
    ...calls: readonly Call[]
  ) => void
}

/** A way to run a kernel on a program. */
export interface Use {
  /** The nodes it reads, which may have to be computed. */
  readonly reads: readonly Node[]
  /** Its results: the next parameters and slots. */
  readonly makes: readonly Node[]
  readonly holds: Condition
  readonly emit: (to: Emitter) => void
}

/** A kernel of TensorFlow's, or several in a row. */
export interface Kernel {
  readonly name: string
  /** The ways to compute the next parameters with it. */
  readonly uses: (next: Node) => readonly Use[]
}

export const tensor = (at: number): Input => ({ kind: 'tensor', at })
export const variable = (at: number): Input => ({ kind: 'variable', at })
