import { chain, describe, globalNorm, type Seen, type Transform } from '@momenta/core'
import { type Combinator, defineCombinator, number, type OptionsOf, ranges } from '@momenta/options'
import { held } from './held.js'

const options = {
  /** The gradients of a step must have a smaller norm, a finite number > 0. Default 1. */
  max: number(ranges.positive, 1),
}

/** Options of {@link skipLargeUpdates}. */
export interface SkipLargeUpdatesOptions extends OptionsOf<typeof options> {}

const takes = { zeros: false }
const skips = { zeros: true }

/**
 * Skips a step whose gradients have an L2 norm of at least `max`, or NaN: the state of the inner
 * transform and the parameters do not change.
 *
 * The norm is over the leaves that a part acts on. Parts that bind gradients again (`accumulate`,
 * `asGradients`) come first inside: those after them measure what they bound. Around `accumulate`
 * a step that is skipped is none of the k. Measures the gradients: one readback per step.
 *
 * @throws RangeError if max is not a finite number > 0, TypeError if the argument is not a
 *   transform, or an option is unknown.
 *
 * Source: `optax.skip_large_updates`.
 *
 * @example
 * import { scaleByAdam, skipLargeUpdates } from '@momenta/transforms'
 *
 * skipLargeUpdates(scaleByAdam(), { max: 10 }).map(({ name }) => name) // => ['scaleByAdam', 'skipped']
 */
export const skipLargeUpdates: Combinator<
  Transform | undefined,
  SkipLargeUpdatesOptions,
  Transform
> = defineCombinator<Transform | undefined, SkipLargeUpdatesOptions, typeof options, Transform>(
  'skipLargeUpdates',
  { kind: 'transform', example: (): Transform => [], optional: true },
  options,
  (transform, { max }) => {
    const isLarge = ({ grads }: Seen) => !(globalNorm(grads) < max)
    const skipped = describe({
      name: 'skipped',
      slots: {},
      hyper: {},
      needs: ['grads'],
      init: () => null,
      plan: (host, seen) => ({
        next: host,
        plan: { scalars: {}, variant: isLarge(seen) ? skips : takes },
      }),
      body: (x, { updates: u, variant }) => ({ updates: variant.zeros ? x.of(0) : u, slots: {} }),
    })
    return chain(held(transform, isLarge, ['grads'], true), skipped)
  },
)
