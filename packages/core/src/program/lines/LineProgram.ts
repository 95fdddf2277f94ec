import type { Node } from '../Node.js'
import type { Program } from '../Program.js'
import type { LineReducer } from '../reduceAxes.js'
import type { Stream } from '../Stream.js'

/** A tensor of a whole part: a stream, or the result of a pass by its index. */
export type LineSource =
  | { readonly kind: 'stream'; readonly stream: Stream }
  | { readonly kind: 'value'; readonly value: number }

/**
 * One loop over all elements of a shape: load, compute, store or reduce. Loads are broadcast to the
 * shape. The index of a node that loads is that of its load; its stream has no meaning.
 */
export interface LinePass extends Pick<Program, 'nodes' | 'scalars' | 'constants'> {
  readonly shape: readonly number[]
  readonly loads: readonly { readonly source: LineSource; readonly shape: readonly number[] }[]
  /** Results with one element for each of the shape. */
  readonly stores: readonly { readonly node: Node; readonly value: number }[]
  /** Results of reductions over axes, in the order and precision of `reduceAxes`. */
  readonly reductions: readonly {
    readonly by: LineReducer
    readonly axes: readonly number[]
    readonly node: Node
    readonly value: number
  }[]
  /** A store whose squares are also added up, in the order and precision of `reduceValues`. */
  readonly squares?: number
}

/**
 * A whole part on leaves of one shape as passes over memory. What a pass needs and no pass before
 * it stored is computed again; only reductions, and what is smaller than the pass, are stored
 * between passes.
 */
export interface LineProgram {
  /** The shapes of the results of passes. */
  readonly values: readonly (readonly number[])[]
  readonly passes: readonly LinePass[]
  readonly updates: LineSource
  /** In the order in which the part declares its slots. */
  readonly slots: readonly LineSource[]
  /** The entry that its memory stores, if any. */
  readonly entry: LineSource | undefined
}

/** An array that is written. */
export type Numbers = { [element: number]: number; readonly length: number }

/** Runs a pass: stores, then reductions, each in its order. */
export type LineFunction = (
  scalars: ArrayLike<number>,
  loads: readonly ArrayLike<number>[],
  stores: readonly Numbers[],
  reductions: readonly Numbers[],
) => void
