/** What a policy may know besides the keys. */
export interface PolicyContext {
  /** C, the most entries that the memory holds. */
  readonly capacity: number
  /** How many values were offered before this one. */
  readonly count: number
}

/** What becomes of an offer. */
export interface Decision {
  /** The keys after the offer, by slot. */
  readonly keys: readonly number[]
  /** The slot that the newcomer takes: the former size appends, a smaller number replaces, undefined keeps it out. */
  readonly slot: number | undefined
}

/**
 * Decides from the keys alone what a memory keeps: a pure function on numbers.
 *
 * Laws: it never exceeds the capacity; a capacity of 0 keeps nothing; a newcomer whose key is NaN or infinite cannot be ranked and is not kept;
 * as many keys as entries; the same input gives the same decision.
 */
export type Policy = (keys: readonly number[], newcomer: number, context: PolicyContext) => Decision
