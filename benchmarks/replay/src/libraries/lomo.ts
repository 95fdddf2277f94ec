import { chain, describe, identity, type Transform } from '@momenta/core'
import {
  clipByLeafRms,
  clipByValue,
  scaleByFactoredRms,
  scaleByParameterRms,
} from '@momenta/transforms'
import type { Fields } from './fieldsOf.js'
import { decay, rate } from './parts.js'
import type { Rules } from './Rule.js'
import { sum } from './sum.js'

/** u' = u min(max/(‖g‖ + 1e-6), 1): the norm is that of the gradients before other parts. */
const clipByGradients = (max: number): Transform =>
  describe({
    name: 'clipByGradients',
    slots: {},
    hyper: {},
    needs: ['grads'],
    init: () => null,
    plan: (host: null, { grads }) => {
      const norm = Math.sqrt(sum(grads.map((one) => one ** 2)))
      return { next: host, plan: { scalars: { factor: Math.min(max / (norm + 1e-6), 1) } } }
    },
    body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.factor, u), slots: {} }),
  })

/** The clippings of both, by elements and then by the norm of the unclipped gradient. */
const clipped = (o: Fields): Transform => {
  const [norm, value] = [o.optional('clip_grad_norm') ?? 0, o.optional('clip_grad_value') ?? 0]
  return chain(
    value > 0 ? clipByValue({ max: value }) : identity,
    norm > 0 ? clipByGradients(norm) : identity,
  )
}

/** Optimizers of pytorch_optimizer that step while gradients are computed; they use float32. */
export const lomo: Rules = {
  LOMO: (o) => chain(clipped(o), rate(o.number('lr'))),
  AdaLOMO: (o) => {
    o.ignore('loss_scale')
    return chain(
      clipped(o),
      scaleByFactoredRms({
        decayRate: -o.number('decay_rate'),
        eps: o.number('eps1'),
        axes: 'last',
        minSize: 0,
      }),
      clipByLeafRms({ max: o.number('clip_threshold') }),
      decay(o.number('weight_decay')),
      scaleByParameterRms({ min: o.number('eps2') }),
      rate(o.number('lr')),
    )
  },
}
