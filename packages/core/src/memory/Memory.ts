/** The host's side of a memory: what it knows of its entries. JSON. */
export type Memory = {
  /** How many values were offered so far. */
  readonly count: number
  /** The keys that the policy keeps, by slot. */
  readonly keys: readonly number[]
  /** The keys as they were when offered, by slot: what the entries' sizes are guessed from. */
  readonly offered: readonly number[]
  /** Replacements since the running sum was last taken afresh. */
  readonly stale: number
}

/** A memory that was never offered anything. */
export const emptyMemory: Memory = { count: 0, keys: [], offered: [], stale: 0 }

/** The memories of a part: one for all of its leaves, or one for each by the name of the leaf. */
export type Memories =
  | { readonly shared: Memory }
  | { readonly byLeaf: { readonly [leaf: string]: Memory } }
