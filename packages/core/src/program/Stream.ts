/**
 * An array that a program reads: the updates, gradients and parameters of a leaf, a companion of
 * its gradient, a slot of a part or an entry of its memory. Parts are counted within the program,
 * slots in the order in which their part declares them, entries within the plan's `read`.
 */
export type Stream =
  | { readonly kind: 'updates' | 'grads' | 'params' }
  | { readonly kind: 'more'; readonly name: string }
  | { readonly kind: 'slot' | 'entry'; readonly part: number; readonly index: number }

/** A scalar of a part's plan; the index is 0 unless it is a list. */
export interface ScalarRef {
  readonly part: number
  readonly name: string
  readonly index: number
}
