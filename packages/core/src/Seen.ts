/** What is measured in every part that asks for it. */
export type Measured = 'grads' | 'updates' | 'params' | 'finite' | 'value'

/** By the name of a reduction, its results for the leaves, in the order of `Seen.names`. */
export type Reduced<R extends string = string> = {
  readonly [N in R]: readonly number[]
}

/**
 * What a plan reads: the norms in `needs`, one for each of its leaves (the other lists are empty),
 * and the reductions that its part declares.
 *
 * @typeParam R - Names of the sums.
 * @typeParam M - Names of the maxima.
 */
export interface Seen<R extends string = string, M extends string = string> {
  /** L2 norms of the raw gradients; after a part that rebinds, of the gradients that it bound. */
  readonly grads: readonly number[]
  /** L2 norms of the incoming updates. */
  readonly updates: readonly number[]
  /** L2 norms of the parameters. */
  readonly params: readonly number[]
  /** The sums of `reductions`. Infinite or NaN if an element or the sum is. */
  readonly sums: Reduced<R>
  /** The maxima of `reductions`. NaN if an element is. */
  readonly maxima: Reduced<M>
  /**
   * The loss at the parameters before the step, as the estimators returned it. NaN if `needs` does
   * not contain `value`.
   */
  readonly value: number
  /**
   * The names of the companions of the gradient in this step: estimators need not compute them in
   * each.
   */
  readonly more: readonly string[]
  /** The number of leaves that this part acts on. */
  readonly leaves: number
  /**
   * Their names, in the order of the norms: by code units, independent of the order of keys in the
   * tree.
   */
  readonly names: readonly string[]
  /**
   * Whether every raw gradient of this step, as the estimators returned it, is finite, and every
   * gradient as it is bound at this part. All leaves count, also those that this part does not act
   * on, and other parts have no influence. True if `needs` does not contain `finite`.
   */
  readonly finite: boolean
  /** The same of the raw gradients alone. */
  readonly rawFinite: boolean
}
