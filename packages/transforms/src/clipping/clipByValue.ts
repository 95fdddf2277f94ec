import { counted, hyperparameters, ranges, type Transform } from '@momenta/core'

/** Options of the clips. */
export interface ClipOptions {
  /** A finite number > 0. Default 1. */
  readonly max?: number
}

/**
 * Clips each element into [−max, max]; a NaN stays one. Hyperparameters: `max`.
 *
 * @throws RangeError if max is not a finite number > 0.
 *
 * @example
 * import { clipByValue } from '@momenta/transforms'
 *
 * clipByValue({ max: 0.5 }).map(({ name }) => name) // => ['clipByValue']
 */
export const clipByValue = ({ max = 1 }: ClipOptions = {}): Transform =>
  counted({
    name: 'clipByValue',
    slots: {},
    hyper: hyperparameters('clipByValue', { max: [max, ranges.positive] }),
    how: 'clip',
    scalars: ({ max }) => ({ low: -max, high: max }),
    body: (x, { u, k }) => ({ u: x.max(x.min(u, k.high), k.low), s: {} }),
  })
