import { chain, describe } from '@momenta/core'
import { maskByAlignment, scaleBySecondMoment } from '@momenta/transforms'
import { above, averaged, moments, squared } from './elementwise.js'
import { both, decay, firstMoment, rate } from './parts.js'
import type { Rule, Rules } from './Rule.js'

/** AdamW of the elements that are small at the start, and again at a later step. */
const sara: Rule = (o, { leaves }) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [threshold, again] = [o.number('threshold'), o.number('progressive_iter')]
  const lr = o.optional('lr') ?? 1e-3 * Math.exp(-350 * threshold)
  const [lambda, eps, amsgrad] = [o.number('weight_decay'), o.number('eps'), o.flag('ams_bound')]
  const isLarge = ({ shape }: { readonly shape: readonly number[] }) =>
    shape.length === 2 && Math.min(...shape) > 64
  if (o.number('lambda_rank') > 0 && leaves.some(isLarge))
    throw new RangeError('lambda_rank: only 0 is replayed where an axis is longer than 64')
  return describe({
    name: 'sara',
    slots: { ...moments, most: 'zeros', start: 'params' },
    hyper: {},
    init: () => 0,
    plan: (count: number) => {
      const t = count + 1
      const [size, root] = [lr / (1 - b1 ** t), Math.sqrt(1 - b2 ** t)]
      return {
        next: t,
        plan: {
          scalars: {
            b1,
            c1: 1 - b1,
            b2,
            c2: 1 - b2,
            eps,
            size,
            root,
            share: lr * lambda,
            threshold,
          },
          variant: { again: again >= 0 && count === again },
        },
      }
    },
    body: (x, { updates: g, params: p, slots: s, scalars: k, variant }) => {
      // the larger of both values is small where both are
      const start = variant.again ? x.max(x.abs(s.start), x.abs(p)) : s.start
      const mask = above(x, k.threshold, x.abs(start))
      const mu = averaged(x, k.b1, k.c1, s.mu, g)
      const nu = averaged(x, k.b2, k.c2, s.nu, squared(x, g))
      const most = x.max(s.most, nu)
      const divisor = x.add(x.div(x.sqrt(amsgrad ? most : nu), k.root), k.eps)
      const step = x.add(x.mul(k.share, p), x.div(x.mul(k.size, mu), divisor))
      return { updates: x.neg(x.mul(mask, step)), slots: { mu, nu, most, start } }
    },
  })
}

/** Magma around AdamW; a file has the seed from which the masks are drawn that it was given. */
const magma: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [key, own] = [o.value('moment_key'), o.number('momentum_beta')]
  const scaling = scaleBySecondMoment({ b2, eps: o.number('eps'), of: 'grads' })
  return chain(
    both(firstMoment(b1), scaling),
    decay(o.number('weight_decay')),
    rate(o.number('lr')),
    maskByAlignment({
      probability: o.number('mask_prob'),
      temperature: o.number('tau'),
      b1: key === null ? own : b1,
      decay: o.number('alignment_ema'),
      seed: o.number('seed'),
    }),
  )
}

/** Optimizers of pytorch_optimizer that leave out elements or leaves. */
export const pytorchMasks: Rules = { SaRA: sara, Magma: magma }
