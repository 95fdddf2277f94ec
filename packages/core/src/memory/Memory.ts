/** The host state of a memory, as JSON; the entries are tensors in the state of the part. */
export type Memory = {
  /** The number of values offered so far. */
  readonly count: number
  /** The keys of the policy, by slot. */
  readonly keys: readonly number[]
  /** The keys when offered, by slot, which estimate the sizes of the entries. */
  readonly offered: readonly number[]
  /** Replacements since the running sum was last recomputed. */
  readonly stale: number
}

/** A memory before the first offer. */
export const emptyMemory: Memory = { count: 0, keys: [], offered: [], stale: 0 }

/** The memories of a part: one for all its leaves, or one per leaf, by name. */
export type Memories =
  | { readonly shared: Memory }
  | { readonly byLeaf: { readonly [leaf: string]: Memory } }
