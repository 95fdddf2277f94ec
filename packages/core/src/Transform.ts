import type { Description } from './Description.js'

/**
 * A gradient transform as data: a list of descriptions, applied in order. {@link chain}
 * concatenates and `[]` is the identity, so the monoid laws hold by construction.
 */
export type Transform = readonly Description[]
