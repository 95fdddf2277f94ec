/**
 * The weights of the current update and of the entries; one number is the same weight for each
 * entry.
 */
export interface Weights {
  readonly current: number
  readonly entries: number | readonly number[]
}

/** Gives all entries the same weight, so that a running sum of them suffices. */
export interface UniformAggregator {
  readonly kind: 'uniform'
  readonly kappa: number
  /** The weights at κ = 1, of a buffer with `size` >= 1 entries. */
  readonly weigh: (
    size: number,
    capacity: number,
  ) => { readonly current: number; readonly entries: number }
}

/** Gives each entry a weight of its own, from the keys. */
export interface WeightedAggregator {
  readonly kind: 'weighted'
  readonly kappa: number
  /** The weights at κ = 1, of a buffer with at least one entry. */
  readonly weigh: (
    keys: readonly number[],
    capacity: number,
  ) => { readonly current: number; readonly entries: readonly number[] }
}

/**
 * Replaces the current update u by u' = w·u + Σ wᵢ eᵢ; the weights depend on the keys alone.
 *
 * Laws: an empty buffer and κ = 0 give the base, { current: 1, entries: 0 }; the weights are linear
 * in κ.
 */
export type Aggregator = UniformAggregator | WeightedAggregator
