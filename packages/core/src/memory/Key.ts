/** What a memory ranks its entries by. */
export interface Key {
  readonly name: string
  /** Whose norms it measures: the raw gradients, or the updates that arrive at the memory, which are what it stores. */
  readonly of: 'grads' | 'updates'
  /** Each leaf has a memory and a key of its own. */
  readonly perLeaf: boolean
  /** From the L2 norms of the leaves to the key. */
  readonly from: (norms: readonly number[]) => number
}
