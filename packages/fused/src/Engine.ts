import type { LinePass, LineRow, Program, Reduction, WholeCompiler } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'

/** A leaf in a pass: the tensors that the program loads and those that it stores, in its order. */
export interface Row {
  readonly loads: readonly tf.Tensor[]
  readonly stores: readonly tf.Tensor[]
}

/** What a tensor is made like. */
export interface Like {
  readonly shape: number[]
  readonly size: number
}

/** A leaf to be reduced: the number of its elements, and the tensors that the reduction loads. */
export interface ReductionRow {
  readonly size: number
  readonly loads: readonly tf.Tensor[]
}

/** What is measured at once. */
export interface Measuring {
  /** Leaves whose L2 norms are wanted. */
  readonly norms: readonly tf.Tensor[]
  /** Scalars whose values are wanted. */
  readonly values: readonly tf.Tensor[]
  readonly reductions: readonly {
    readonly reduction: Reduction
    readonly scalars: readonly number[]
    readonly rows: readonly ReductionRow[]
  }[]
}

/** Asks for no number, only to wait for what is uncertain. */
export const nothing: Measuring = { norms: [], values: [], reductions: [] }

/** Runs programs on one backend. */
export interface Engine {
  /**
   * Measures leaves, with the same bits as eager; a promise if the backend cannot be read
   * synchronously. Returns the norms, the values, and for each reduction and each of its rows one
   * number per output.
   */
  readonly measure: (wanted: Measuring) => readonly number[] | Promise<readonly number[]>
  /**
   * Whether programs and passes also add up the squares of what `withSquares` and
   * `withLineSquares` say, and `measure` knows them: where memory is slower than arithmetic.
   */
  readonly addsSquares?: boolean
  /** Whether measurements must be awaited. */
  readonly waits: boolean
  /**
   * A new kept tensor for a leaf, owned by the caller; throws an Error that names the leaf if
   * memory is full.
   */
  readonly allocate: (like: Like, leaf: string) => tf.Tensor
  /** {@link allocate} for parameters, if those are never overwritten. */
  readonly allocateParameters?: (like: tf.Tensor) => tf.Tensor
  /**
   * Whether a tensor may be overwritten: made by `allocate`, and its memory not shared with another
   * tensor.
   */
  readonly isOwn: (tensor: tf.Tensor) => boolean
  /**
   * A new tensor on the memory of one that may be overwritten, which is then disposed; absent if
   * the backend needs new memory instead.
   */
  readonly renew?: (tensor: tf.Tensor) => tf.Tensor
  /**
   * Prepares one pass: all rows, with the same scalars. Every tensor of a row is float32, not
   * disposed and of the same size. All errors are thrown here, or by the next measurement if it
   * {@link isUncertain}.
   *
   * @param made - Holds the tensors that must be freed if the pass never runs.
   * @returns A function that runs it; until then tensors of rows may be replaced by others on the
   *   same memory.
   */
  readonly prepare: (
    program: Program,
    scalars: readonly number[],
    rows: readonly Row[],
    made: Set<tf.Tensor>,
  ) => () => void
  /**
   * Whether something was prepared or has run that the device may still reject; a measurement waits
   * until that is known. Absent if errors are thrown at once.
   */
  readonly isUncertain?: () => boolean
  /** How many loads and stores a pass of a whole part may have. Default any number. */
  readonly mostStreams?: number
  /**
   * One pass of a whole part on one leaf; absent if whole parts run operation by operation. All
   * tensors are float32 and not disposed; nothing else holds those of results.
   */
  readonly runLines?: (
    pass: LinePass,
    scalars: readonly number[],
    row: LineRow<tf.Tensor>,
    compiler: WholeCompiler,
  ) => void
}
