import { chain, counted } from '@momenta/core'
import { scaleByApollo } from '@momenta/transforms'
import { moments, nextMoments } from './elementwise.js'
import { decay, leavesWhere } from './parts.js'
import type { Rule } from './Rule.js'

/** APOLLO; a file has the seed from which the numbers are drawn that its reference was given. */
export const apollo: Rule = (o, { leaves }) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [lr, lambda, eps] = [o.number('lr'), o.number('weight_decay'), o.number('eps')]
  const [corrects, decoupled, fixed] = [
    o.flag('correct_bias'),
    o.flag('weight_decouple'),
    o.flag('fixed_decay'),
  ]
  if (o.text('projection_type') !== 'std')
    throw new RangeError('projection_type: only std is replayed')
  const matrices = scaleByApollo({
    ...{ b1, b2, eps },
    rank: o.number('rank'),
    every: o.number('update_proj_gap'),
    scale: o.number('scale'),
    factors: o.text('scale_type') === 'channel' ? 'row' : 'matrix',
    scaled: 'projection',
    debias: false,
    seed: o.number('seed'),
  })
  const plain = counted({
    name: 'adam',
    slots: moments,
    hyper: {},
    scalars: () => ({ b1, c1: 1 - b1, b2, c2: 1 - b2, eps }),
    body: (x, { updates: g, slots, scalars: k }) => {
      const s = nextMoments(x, slots, k, g)
      return { updates: x.div(s.mu, x.add(x.sqrt(s.nu), k.eps)), slots: s }
    },
  })
  const last = counted({
    name: 'apolloStep',
    slots: {},
    hyper: {},
    scalars: (_, t) => {
      const step = lr * (corrects ? Math.sqrt(1 - b2 ** t) / (1 - b1 ** t) : 1)
      return { step, share: decoupled ? lambda * (fixed ? 1 : step) : 0 }
    },
    body: (x, { updates: u, params: p, scalars: k }) => {
      const moved = x.sub(p, x.mul(k.step, u))
      return { updates: x.sub(x.sub(moved, x.mul(k.share, moved)), p), slots: {} }
    },
  })
  const direction = chain(
    matrices,
    leavesWhere(plain, leaves, ({ length }) => length !== 2),
  )
  return decoupled ? chain(direction, last) : chain(decay(lambda), direction, last)
}
