import { chain, fromOptions, identity, type Transform } from '@momenta/core'
import { asGradients, ema, scaleBySign } from '@momenta/transforms'
import type { Base } from './Base.js'
import { type Rate, withRate } from './withRate.js'

/** What a part reads for its second moment or its estimates. */
type Read = 'updates' | 'grads'

/**
 * The debiased average of the gradients, or that of Dozat, one step ahead.
 *
 * @param option - The option of its decay.
 */
export const average = (b1: number, nesterov = false, option = 'b1'): Transform =>
  fromOptions(ema({ decay: b1, ...(nesterov ? { nesterov } : { debias: true }) }), {
    decay: option,
  })

/** A base whose momentum comes before a scaling by the size of the gradients. */
export const momentumThen = (momentum: Transform, scaling: (of: Read) => Transform): Base => ({
  whole: chain(asGradients(), momentum, scaling('grads')),
  cuts: ['nu'],
  halves: ({ nu }) => [momentum, scaling(nu === 'gradients' ? 'grads' : 'updates')],
})

/**
 * A base without a momentum: with critical momenta its gradient is first averaged.
 *
 * @param option - The option of the decay of that average, which the base does not read otherwise.
 */
export const averagedFirst = (decay: number, whole: Transform, option = 'b1'): Base => ({
  whole,
  cuts: [],
  ignored: { whole: [option] },
  halves: () => [fromOptions(ema({ decay }), { decay: option }), whole],
})

/** Such a base that is its last part alone. */
export const lastAlone = (b1: number, step: (rate: Rate) => Transform): Base => ({
  ...averagedFirst(b1, identity),
  last: (learningRate) => fromOptions(withRate(learningRate, step), { weightDecay: 'stepDecay' }),
})

/**
 * A base whose scaling has a momentum of its own, which critical momenta take over.
 *
 * @param scaling - The scaling from the decay of its momentum, which is 0 after momenta.
 * @param before - What comes before both. Default nothing.
 */
export const momentumWithin = (
  b1: number,
  scaling: (b1: number, of: Read) => Transform,
  before: Transform = identity,
): Base => ({
  whole: chain(before, fromOptions(scaling(b1, 'updates'), { weightDecay: 'stepDecay' })),
  cuts: ['nu'],
  halves: ({ nu }) => [
    chain(before, average(b1)),
    fromOptions(scaling(0, nu === 'gradients' ? 'grads' : 'updates'), {
      b1: null,
      weightDecay: 'stepDecay',
    }),
  ],
})

/** A base that scales a momentum by what is not a gradient, such as the curvature. */
export const momentumScaled = (momentum: Transform, scaling: Transform): Base => ({
  whole: chain(momentum, scaling),
  cuts: [],
  halves: () => [momentum, scaling],
})

/** The sign of an average that is not debiased. */
export const signOf = (b1: number): Base => {
  const momentum = fromOptions(ema({ decay: b1 }), { decay: 'b1' })
  return {
    whole: chain(momentum, scaleBySign()),
    cuts: [],
    halves: () => [momentum, scaleBySign()],
  }
}

/** A base that ends in its momentum: critical momenta store its direction. */
export const averagedLast = (whole: Transform): Base => ({
  whole,
  cuts: [],
  halves: () => [whole, identity],
})

/**
 * A base whose last part has a momentum of its own, which critical momenta take over.
 *
 * @param step - The last part from its learning rate and the decay of its momentum, which is 0
 *   after momenta.
 * @param decay - The name of the decay of the momentum in that part.
 */
export const averagedAlone = (
  b1: number,
  step: (rate: Rate, decay: number, of: Read) => Transform,
  decay = 'b1',
): Base => ({
  whole: identity,
  cuts: [],
  halves: () => [fromOptions(ema({ decay: b1 }), { decay: 'b1' }), identity],
  last: (learningRate, of) => {
    const momenta = of === 'momenta'
    return fromOptions(
      withRate(learningRate, (rate) =>
        step(rate, momenta ? 0 : b1, of === undefined ? 'updates' : 'grads'),
      ),
      { weightDecay: 'stepDecay', [decay]: momenta ? null : 'b1' },
    )
  },
})

/**
 * Such a base whose estimates read the gradients before a buffer.
 *
 * @param step - Its last parameter is what the estimates read: the raw gradients after a buffer.
 */
export const estimatedAlone = (
  b1: number,
  step: (rate: Rate, decay: number, of: Read) => Transform,
): Base => ({ ...averagedAlone(b1, step), readsGradients: true })
