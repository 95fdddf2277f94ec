/** The key by which a memory ranks its entries. */
export interface Key {
  readonly name: string
  /**
   * The norms it reads: those of the raw gradients, or of the incoming updates, which the memory
   * stores.
   */
  readonly of: 'grads' | 'updates'
  /** Whether each leaf has its own memory and key. */
  readonly perLeaf: boolean
  /** The key, from the L2 norms of the leaves. */
  readonly from: (norms: readonly number[]) => number
}
