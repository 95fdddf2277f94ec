import type { Range } from './Range.js'

const finite = Number.isFinite

/**
 * The ranges of numeric options, each with the words for its error.
 *
 * @example
 * import { ranges } from '@momenta/options'
 *
 * ranges.decay.says // => 'must lie in [0, 1)'
 * ranges.decay.holds(1) // => false
 */
export const ranges = {
  /** Decay rates of averages: [0, 1). */
  decay: { says: 'must lie in [0, 1)', holds: (n) => n >= 0 && n < 1 },
  /** Fractions: [0, 1]. */
  unit: { says: 'must lie in [0, 1]', holds: (n) => n >= 0 && n <= 1 },
  /** Fractions without the ends: (0, 1). */
  open: {
    says: 'must lie in (0, 1)',
    holds: (n) => n > 0 && n < 1,
  },
  /** Divisors: (0, 1]. */
  divisor: { says: 'must lie in (0, 1]', holds: (n) => n > 0 && n <= 1 },
  /** Finite and not negative. */
  nonNegative: {
    says: 'must be a finite number >= 0',
    holds: (n) => finite(n) && n >= 0,
  },
  /** Finite and greater than zero. */
  positive: {
    says: 'must be a finite number > 0',
    holds: (n) => finite(n) && n > 0,
  },
  /** Any finite number. */
  finite: { says: 'must be a finite number', holds: finite },
  /** Integers. */
  integer: {
    says: 'must be an integer',
    holds: Number.isSafeInteger,
  },
  /** Integers from zero. */
  count: {
    says: 'must be a non-negative integer',
    holds: (n) => Number.isSafeInteger(n) && n >= 0,
  },
  /** Integers from one. Its draw is here, since ranges of other packages extend it. */
  positiveCount: {
    says: 'must be a positive integer',
    holds: (n) => Number.isSafeInteger(n) && n >= 1,
    draw: (u) => 1 + Math.floor(6 * u),
  },
} as const satisfies { readonly [name: string]: Range }
