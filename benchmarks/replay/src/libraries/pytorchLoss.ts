import { chain, describeWhole, identity } from '@momenta/core'
import { averaged, squared } from './elementwise.js'
import { decay } from './parts.js'
import type { Rule, Rules } from './Rule.js'

type Means = { readonly short: number; readonly medium: number; readonly long: number }

const meansOf = (old: Means | null, loss: number): Means => {
  const { short, medium, long } = old ?? { short: loss, medium: loss, long: loss }
  return {
    short: 0.3 * loss + 0.7 * short,
    medium: 0.05 * loss + 0.95 * medium,
    long: 0.01 * loss + 0.99 * long,
  }
}

/** The trend of the loss, in (-1, 1). */
const trendOf = ({ short, medium, long }: Means): number => {
  const [byLong, byMedium] = [Math.max(long, 1e-5), Math.max(medium, 1e-5)]
  const change = long - short
  const [overLong, overMedium] = [change / byLong, change / byMedium]
  const smaller = Math.abs(overMedium) * byMedium < Math.abs(overLong) * byLong
  return Math.tanh(Math.abs(overLong) >= 0.05 && smaller ? overMedium : overLong)
}

const driveOf = (trend: number): { readonly drive: number; readonly trust: number } => {
  const size = Math.abs(trend)
  const trust = 1 - size
  const calm = size > 0.25 && size < 0.5
  if (calm) return { drive: 8 * trust * (1 + 0.1 * Math.sign(trend) * trust), trust }
  return { drive: size > 0.75 ? 1 - size : 1, trust }
}

type Kind = 'adam' | 'lion' | 'sign'

/** Decay and a shadow of the parameters by the trend of the loss, then a step of the kind. */
const emotional =
  (kind: Kind): Rule =>
  (o) => {
    const [b1 = 0, b2 = 0] = o.numbers('betas')
    const [lr, lambda, weight] = [
      o.number('lr'),
      o.number('weight_decay'),
      o.number('shadow_weight'),
    ]
    const [decoupled, fixed] = [o.flag('weight_decouple'), o.flag('fixed_decay')]
    const [eps, shadows] = [o.number('eps'), o.flag('use_shadow')]
    const rule = describeWhole({
      name: 'emotional',
      slots: { mu: 'zeros', nu: 'zeros', shadow: 'params' },
      hyper: {},
      needs: ['value'],
      init: (): Means | null => null,
      plan: (old: Means | null, { value }) => {
        const next = meansOf(old, value)
        const trend = trendOf(next)
        const { drive, trust } = driveOf(trend)
        const mixes = shadows && Math.abs(trend) > 0.625
        const scalars = {
          ...{ b1, c1: 1 - b1, b2, c2: 1 - b2, eps, step: lr * drive },
          keep: decoupled ? 1 - lambda * (fixed ? 1 : lr) : 1,
          ratio: mixes ? 1 - Math.abs(trend) : 0,
          trust: mixes ? trust : 0,
          towards: mixes ? (kind === 'adam' ? weight : 0) : shadows ? 0.1 * trust : 0,
        }
        return { next, plan: { scalars } }
      },
      leaf: (x, { updates: g, params, slots: s, scalars: k }) => {
        const kept = x.mul(k.keep, params)
        const p = x.add(x.mul(x.sub(x.of(1), k.ratio), kept), x.mul(k.trust, s.shadow))
        const shadow = x.add(s.shadow, x.mul(k.towards, x.sub(p, s.shadow)))
        const ahead = averaged(x, k.b1, k.c1, s.mu, g)
        const mu = kind === 'lion' ? averaged(x, k.b2, k.c2, s.mu, g) : ahead
        const nu = averaged(x, k.b2, k.c2, s.nu, squared(x, g))
        const adam = x.div(mu, x.add(x.sqrt(nu), k.eps))
        // The sign makes the factored second moment of EmoFact without effect.
        const signed = kind === 'sign' && x.shapeOf(g).length > 1 ? g : ahead
        const u = kind === 'adam' ? adam : x.sign(signed)
        return { updates: x.sub(x.sub(p, x.mul(k.step, u)), params), slots: { mu, nu, shadow } }
      },
    })
    return chain(decoupled ? identity : decay(lambda), rule)
  }

/** Rules of pytorch_optimizer whose rate depends on the trend of the loss. */
export const pytorchLoss: Rules = {
  EmoNavi: emotional('adam'),
  EmoLynx: emotional('lion'),
  EmoFact: emotional('sign'),
}
