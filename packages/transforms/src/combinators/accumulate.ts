import { chain, type Description, describe, type Host, type Transform } from '@momenta/core'
import { type Combinator, defineCombinator, number, type OptionsOf, ranges } from '@momenta/options'

const options = {
  /** k, the number of steps that make one update: a positive integer. Default 4. */
  every: number(ranges.positiveCount, 4),
}

/** Options of {@link accumulate}. */
export interface AccumulateOptions extends OptionsOf<typeof options> {}

type Waiting = { readonly micro: number; readonly inner: Host }

/**
 * Takes k small steps as one: the gradients of k calls are averaged, then the transform inside sees their mean as the raw gradient; in the other calls
 * it rests and the parameters do not move.
 *
 * One copy of the parameters. The estimator `microbatches` does the same within one step, without it.
 *
 * @throws RangeError if `every` is not an integer >= 1, TypeError if the transform is none, or an option is unknown.
 *
 * @example
 * import { accumulate, scaleByAdam } from '@momenta/transforms'
 *
 * accumulate(scaleByAdam(), { every: 8 }).map(({ name }) => name) // => ['accumulate', 'scaleByAdam']
 */
export const accumulate: Combinator<Transform | undefined, AccumulateOptions, Transform> =
  defineCombinator<Transform | undefined, AccumulateOptions, typeof options, Transform>(
    'accumulate',
    { kind: 'transform', example: () => [], optional: true },
    options,
    (transform, { every }) => chain(mean(every), transform.map(waiting(every))),
  )

const mean = (every: number): Transform =>
  describe({
    name: 'accumulate',
    options: { every },
    slots: { sum: 'zeros' },
    hyper: {},
    rebinds: true,
    init: () => 0,
    accepts: (micro) => (micro as number) < every,
    plan: (micro: number) => ({
      next: (micro + 1) % every,
      plan: {
        scalars: { share: 1 / every },
        variant: `${micro === 0 ? 'first' : 'later'}:${micro + 1 === every ? 'go' : 'wait'}`,
      },
    }),
    body: (x, { updates: u, slots: s, scalars: k, variant: how }) => {
      const share = x.mul(k.share, u)
      const sum = how.startsWith('first') ? share : x.add(s.sum, share)
      return { updates: how.endsWith('go') ? sum : x.of(0), slots: { sum } }
    },
  })

/** A part that acts on every k-th step only. */
const waiting =
  (every: number) =>
  (description: Description): Description => ({
    ...description,
    init: (leaves): Waiting => ({ micro: 0, inner: description.init(leaves) }),
    accepts: (host) => {
      const { micro, inner } = host as Waiting
      return micro < every && (description.accepts?.(inner) ?? true)
    },
    plan: (host, seen, hyper) => {
      const { micro, inner } = host as Waiting
      if (micro + 1 < every)
        return { next: { micro: micro + 1, inner }, plan: { scalars: {}, variant: 'waiting' } }
      const { next, plan } = description.plan(inner, seen, hyper)
      return { next: { micro: 0, inner: next }, plan }
    },
    body: (x, at) =>
      at.variant === 'waiting' ? { updates: at.updates, slots: at.slots } : description.body(x, at),
  })
