import type { Stream } from './Stream.js'

/** An elementwise operation, by its name in `Arithmetic`. */
export type Operation =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'max'
  | 'min'
  | 'sqrt'
  | 'abs'
  | 'sign'
  | 'neg'

/**
 * A node of a traced computation. Equal nodes of a program are one object, so common subexpressions
 * are computed once.
 */
export type Node = {
  /** Its position among the nodes of the program. */
  readonly id: number
  /** Whether it has the same value for every element of a leaf. */
  readonly uniform: boolean
} & (
  | { readonly kind: 'load'; readonly index: number; readonly stream: Stream }
  | { readonly kind: 'scalar'; readonly index: number }
  | { readonly kind: 'constant'; readonly index: number; readonly value: number }
  | {
      readonly kind: 'operation'
      readonly operation: Operation
      readonly operands: readonly Node[]
    }
)
