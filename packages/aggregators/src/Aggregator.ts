/** How loud each speaks: the update at hand, and the entries of the memory; one number is the same weight for each entry. */
export interface Weights {
  readonly current: number
  readonly entries: number | readonly number[]
}

/** Weighs all entries alike, so a running sum can speak for them. */
export interface UniformAggregator {
  readonly kind: 'uniform'
  readonly kappa: number
  /** The weights at κ = 1, of a memory with `size` >= 1 entries. */
  readonly weigh: (
    size: number,
    capacity: number,
  ) => { readonly current: number; readonly entries: number }
}

/** Weighs each entry by itself, from the keys. */
export interface WeightedAggregator {
  readonly kind: 'weighted'
  readonly kappa: number
  /** The weights at κ = 1, of a memory with at least one key. */
  readonly weigh: (
    keys: readonly number[],
    capacity: number,
  ) => { readonly current: number; readonly entries: readonly number[] }
}

/**
 * Decides how a memory speaks: u' = w·u + Σ wᵢ eᵢ, with weights from the keys alone.
 *
 * Laws: an empty memory and κ = 0 give the base, { current: 1, entries: 0 }; the weights are linear in κ.
 */
export type Aggregator = UniformAggregator | WeightedAggregator
