import type { Operation } from '../Node.js'
import type { LineReducer } from '../reduceAxes.js'
import type { ScalarRef, Stream } from '../Stream.js'

/**
 * A node of a whole part that was traced: a `Node` with a shape, or a reduction over axes. Equal
 * nodes are one object.
 */
export type LineNode = {
  readonly id: number
  /** Its shape; a scalar has none. Operands are broadcast to the shape of an operation. */
  readonly shape: readonly number[]
  /** Whether it depends on numbers alone. */
  readonly uniform: boolean
} & (
  | { readonly kind: 'load'; readonly stream: Stream }
  | { readonly kind: 'scalar'; readonly scalar: ScalarRef }
  | { readonly kind: 'constant'; readonly value: number }
  | {
      readonly kind: 'operation'
      readonly operation: Operation
      readonly operands: readonly LineNode[]
    }
  | {
      readonly kind: 'reduction'
      readonly by: LineReducer
      readonly axes: readonly number[]
      readonly operand: LineNode
    }
)
