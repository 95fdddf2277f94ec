import { chain, describeWhole, type Transform } from '@momenta/core'
import { ema, trace } from '@momenta/transforms'
import { nearest } from './muonKin.js'
import { decay, decayed, rate } from './parts.js'
import type { Rule, Rules } from './Rule.js'

/** u/(√mean(u²) + ε) of a vector, the orthogonalized matrix of others, scaled by their shape. */
const lmo = (scale: number): Transform =>
  chain(
    nearest(5, 'original'),
    describeWhole({
      name: 'lmo',
      slots: {},
      hyper: {},
      init: () => null,
      plan: (host) => ({ next: host, plan: { scalars: { scale, eps: 1e-8 } } }),
      leaf: (x, { updates: u, scalars: k }) => {
        const shape = x.shapeOf(u)
        const [outputs = 1, inputs = 1, ...kernel] = shape
        const root = Math.sqrt(outputs / inputs)
        const volume = kernel.reduce((product, n) => product * n, 1)
        const rms = x.div(x.norm(u), x.of(Math.sqrt(shape[0] ?? 1)))
        const unit = shape.length < 2 ? x.div(u, x.add(rms, k.eps)) : x.mul(x.of(root / volume), u)
        return { updates: x.mul(k.scale, unit), slots: {} }
      },
    }),
  )

const scion =
  (momentum: (share: number) => Transform): Rule =>
  (o) => {
    o.ignore('norm_type', 'norm_kwargs')
    const direction = chain(momentum(o.number('momentum')), lmo(o.number('scale')))
    if (!o.flag('constraint')) return decayed(o, direction)
    o.ignore('weight_decay', 'weight_decouple')
    return chain(direction, decay(1), rate(o.number('lr')))
  }

/** Scion of pytorch_optimizer. */
export const scionRules: Rules = {
  SCION: scion((share) => ema({ decay: 1 - share })),
  SCIONLight: scion((share) => trace({ decay: 1 - share })),
}
