import type { Description } from './Description.js'

/**
 * A gradient transform: data, a list of descriptions that run one after the other. {@link chain} concatenates, `[]` is the
 * identity, so the monoid laws hold by construction.
 */
export type Transform = readonly Description[]
