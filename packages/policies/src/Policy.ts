/** What a policy reads beside the keys. */
export interface PolicyContext {
  /** C, the maximum number of entries. */
  readonly capacity: number
  /** The number of updates offered before this one. */
  readonly count: number
}

/** The result of an offer. */
export interface Decision {
  /** The keys after the offer, by slot. */
  readonly keys: readonly number[]
  /**
   * The slot of the new entry: the former size appends it, a smaller number replaces an entry,
   * undefined rejects it.
   */
  readonly slot: number | undefined
}

/**
 * Decides from the keys alone which entries a buffer keeps: a pure function on numbers.
 *
 * Laws: the number of entries never exceeds the capacity; a new entry whose key is NaN or infinite
 * is rejected; there are as many keys as entries; the same input gives the same decision.
 */
export type Policy = (keys: readonly number[], newcomer: number, context: PolicyContext) => Decision
