import type { Plan } from '@momenta/core'

/** The plan that brings a norm down to max; a smaller one passes untouched, bit for bit, and so does what has no finite norm. */
export const clipTo = (norm: number, max: number): Plan<{ readonly factor: number }> =>
  norm >= max && norm < Number.POSITIVE_INFINITY
    ? { k: { factor: max / norm }, how: 'clip' }
    : { k: { factor: 1 }, how: 'pass' }
