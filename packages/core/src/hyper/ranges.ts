import type { Range } from './Range.js'

const finite = Number.isFinite

/**
 * The ranges that hyperparameters lie in, each with the words for its error.
 *
 * @example
 * import { ranges } from '@momenta/core'
 *
 * ranges.decay.says // => 'must lie in [0, 1)'
 * ranges.decay.holds(1) // => false
 */
export const ranges = {
  /** Decay rates of averages: [0, 1). */
  decay: { says: 'must lie in [0, 1)', holds: (n) => n >= 0 && n < 1 },
  /** Shares: [0, 1]. */
  unit: { says: 'must lie in [0, 1]', holds: (n) => n >= 0 && n <= 1 },
  /** Finite and not negative. */
  nonNegative: { says: 'must be a finite number >= 0', holds: (n) => finite(n) && n >= 0 },
  /** Finite and greater than zero. */
  positive: { says: 'must be a finite number > 0', holds: (n) => finite(n) && n > 0 },
  /** Any finite number. */
  finite: { says: 'must be a finite number', holds: finite },
  /** Whole numbers from zero. */
  count: { says: 'must be a whole number >= 0', holds: (n) => Number.isSafeInteger(n) && n >= 0 },
  /** Whole numbers from one. */
  positiveCount: {
    says: 'must be a whole number >= 1',
    holds: (n) => Number.isSafeInteger(n) && n >= 1,
  },
} as const satisfies { readonly [name: string]: Range }
