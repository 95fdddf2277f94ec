import { checked, describe, hyperparameters, ranges, type Transform } from '@momenta/core'

/** Options of {@link averageParams}. */
export interface AverageParamsOptions {
  /** Decay of an exponential moving average, in [0, 1). Default none: the plain mean, after Polyak. */
  readonly decay?: number
  /** The number of steps before the average begins: a whole number >= 0. Default 0. */
  readonly start?: number
}

/**
 * Averages the parameters on the way, at the end of a chain, and changes nothing: θ̄ = d θ̄ + (1 − d) (θ + u).
 *
 * Without a decay d = (n − 1)/n in the n-th step after the start, the mean of all iterates since; before it θ̄ = θ + u. Read the averages with
 * `averagesOf`. One copy of the parameters. Hyperparameters: `decay` if given.
 *
 * @throws RangeError if an option lies outside its range.
 *
 * Source: Polyak and Juditsky 1992; Izmailov et al., arXiv 1803.05407.
 *
 * @example
 * import { averageParams } from '@momenta/transforms'
 *
 * averageParams({ decay: 0.999 }).map(({ name }) => name) // => ['averageParams']
 */
export const averageParams = ({ decay, start = 0 }: AverageParamsOptions = {}): Transform => {
  checked('averageParams', 'start', start, ranges.count)
  return describe({
    name: 'averageParams',
    slots: { average: 'params' },
    hyper:
      decay === undefined ? {} : hyperparameters('averageParams', { decay: [decay, ranges.decay] }),
    init: () => 0,
    plan: (count: number, _, hyper) => {
      const n = count + 1 - start
      const rest = 1 - (hyper.decay ?? (n - 1) / n)
      return {
        next: count + 1,
        plan: { k: { rest }, how: n <= (decay === undefined ? 1 : 0) ? 'follow' : 'average' },
      }
    },
    body: (x, { u, p, s, k, how }) => {
      const now = x.add(p, u)
      const average =
        how === 'follow' ? now : x.add(s.average, x.mul(k.rest, x.sub(now, s.average)))
      return { u, s: { average } }
    },
  })
}
