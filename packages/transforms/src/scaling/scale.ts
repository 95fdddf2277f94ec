import { counted, hyperparameters, ranges, type Transform } from '@momenta/core'

/** Options of {@link scale}. */
export interface ScaleOptions {
  /** A finite number. Default 1. */
  readonly factor?: number
}

/**
 * Multiplies by a number: u' = c u. Hyperparameters: `factor`.
 *
 * @throws RangeError if the factor is not finite.
 *
 * @example
 * import { scale } from '@momenta/transforms'
 *
 * scale({ factor: -1 }).map(({ name }) => name) // => ['scale']
 */
export const scale = ({ factor = 1 }: ScaleOptions = {}): Transform =>
  counted({
    name: 'scale',
    slots: {},
    hyper: hyperparameters('scale', { factor: [factor, ranges.finite] }),
    how: 'scale',
    scalars: ({ factor }) => ({ factor }),
    body: (x, { u, k }) => ({ u: x.mul(k.factor, u), s: {} }),
  })
