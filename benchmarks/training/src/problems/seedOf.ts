/** A seed for each seed, epoch and step: distinct streams, exact below 2^53. */
export const seedOf = (seed: number, epoch: number, step: number): number =>
  ((seed * 8191 + epoch) * 131_071 + step) | 0
