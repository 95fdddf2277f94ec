import {
  chain,
  counted,
  describe,
  dictionary,
  identity,
  type Leaf,
  type Transform,
} from '@momenta/core'
import {
  centralize,
  clipBySecondMoment,
  ema,
  lookahead,
  scaleByRectified,
  scaleBySecondMoment,
  scaleByTrustRatio,
  trace,
} from '@momenta/transforms'
import { globalClip } from './globalClip.js'
import { both, decay, decayed, firstMoment, leavesWhere, rate, shrink } from './parts.js'
import type { Rule, Rules } from './Rule.js'

type ByLeaf<A> = { readonly byLeaf: { readonly [leaf: string]: A } }

const byLeafOf = <A>(leaves: readonly Pick<Leaf, 'name'>[], make: (i: number) => A): ByLeaf<A> => ({
  byLeaf: dictionary(leaves.map(({ name }, i) => [name, make(i)])),
})

/** u' = keep θ + u: the moved parameters, so that the next part measures them. */
const moved = (keep: number): Transform =>
  counted({
    name: 'moved',
    slots: {},
    hyper: {},
    scalars: () => ({ keep }),
    body: (x, { updates: u, params: p, scalars: k }) => ({
      updates: x.add(x.mul(k.keep, p), u),
      slots: {},
    }),
  })

/** p_bound of Fromage: the parameters stay within a multiple of their first norm. */
const bounded = (bound: number): Transform =>
  describe({
    name: 'bounded',
    slots: {},
    hyper: {},
    needs: ['updates', 'params'],
    init: (leaves) => byLeafOf<number | null>(leaves, () => null),
    plan: ({ byLeaf }: ByLeaf<number | null>, { updates, params, names }) => {
      const first = names.map((name, i) => byLeaf[name] ?? (params[i] as number))
      return {
        next: byLeafOf<number | null>(
          names.map((name) => ({ name })),
          (i) => first[i] as number,
        ),
        plan: updates.map((norm, i) => {
          const most = bound * (first[i] as number)
          return { scalars: { share: norm > most ? most / norm : 1 } }
        }),
      }
    },
    body: (x, { updates: now, params: p, scalars: k }) => ({
      updates: x.sub(x.mul(k.share, now), p),
      slots: {},
    }),
  })

const fromage: Rule = (o) => {
  const [lr, bound] = [o.number('lr'), o.optional('p_bound')]
  const factor = 1 / Math.sqrt(1 + lr ** 2)
  const step = counted({
    name: 'fromageStep',
    slots: {},
    hyper: {},
    scalars: () => ({ factor: -lr * factor, decay: factor - 1 }),
    body: (x, { updates: u, params: p, scalars: k }) => ({
      updates: x.add(x.mul(k.factor, u), x.mul(k.decay, p)),
      slots: {},
    }),
  })
  const plain = chain(scaleByTrustRatio(), step)
  return bound === undefined ? plain : chain(plain, moved(1), bounded(bound))
}

/** The length of the average of squares, as RAdam has it. */
const lengthAt = (b2: number, t: number): number =>
  2 / (1 - b2) - 1 - (2 * t * b2 ** t) / (1 - b2 ** t)

const ranger: Rule = (o, { leaves }) => {
  const axes = o.flag('gc_conv_only') ? 3 : 1
  const centered = o.flag('use_gc')
    ? leavesWhere(centralize(), leaves, (shape) => shape.length > axes)
    : identity
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const threshold = o.number('n_sma_threshold')
  const climbs = !o.flag('degenerated_to_sgd')
  // The reference climbs while the average is short.
  const direction = counted({
    name: 'climb',
    slots: {},
    hyper: {},
    scalars: (_, t) => ({ sign: climbs && lengthAt(b2, t) < threshold ? -1 : 1 }),
    body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.sign, u), slots: {} }),
  })
  const scaling = scaleByRectified({
    b2,
    eps: o.number('eps'),
    threshold,
    correction: 'after',
    of: 'grads',
  })
  return chain(
    centered,
    decayed(o, chain(both(firstMoment(b1), scaling), direction)),
    lookahead({ period: o.number('k'), alpha: o.number('alpha') }),
  )
}

/** LAMB with the norm of the parameters clipped to 10, of the moved ones where it is rectified. */
const lamb: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [lr, lambda, eps] = [o.number('lr'), o.number('weight_decay'), o.number('eps')]
  const [averages, rectifies] = [o.flag('grad_averaging'), o.flag('rectify')]
  const [decoupled, fixed] = [o.flag('weight_decouple'), o.flag('fixed_decay')]
  const norms = o.has('pre_norm') && o.flag('pre_norm')
  const clip = norms ? globalClip(o.number('max_grad_norm'), eps) : identity
  o.ignore('max_grad_norm')
  const plain = o.has('adam') && o.flag('adam')
  const threshold = o.number('n_sma_threshold')
  const fallback = o.flag('degenerated_to_sgd') ? 'momentum' : 'none'
  const keep = decoupled ? 1 - lambda * (fixed ? 1 : lr) : 1
  const momentum = averages ? ema({ decay: b1 }) : trace({ decay: b1 })
  const scaling = rectifies
    ? scaleByRectified({ b2, eps, threshold, correction: 'after', fallback, of: 'grads' })
    : scaleBySecondMoment({ b2, eps, correction: 'none', of: 'grads' })
  const step = counted({
    name: 'correctedStep',
    slots: {},
    hyper: {},
    scalars: (_, t) => ({ factor: -lr / (1 - b1 ** t) }),
    body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.factor, u), slots: {} }),
  })
  const ratio = describe({
    name: 'clippedRatio',
    slots: {},
    hyper: {},
    needs: ['updates', 'params'],
    init: () => 0,
    plan: (count: number, { updates, params }) => ({
      next: count + 1,
      plan: updates.map((norm, i) => {
        const p = keep * (params[i] as number)
        // Before the learning rate unless rectified: then of the moved parameters.
        const trust = plain || p === 0 || norm === 0 ? 1 : Math.min(p, 10) / (norm + eps)
        return { scalars: { trust, rest: 1 - trust, keep, gone: keep - 1, factor: 1 } }
      }),
    }),
    body: (x, { updates: u, params: p, scalars: k }) => {
      const kept = x.mul(k.keep, p)
      const out = rectifies
        ? x.sub(x.add(x.mul(k.trust, u), x.mul(k.rest, kept)), p)
        : x.mul(k.trust, u)
      return { updates: out, slots: {} }
    },
  })
  const moments = chain(clip, both(momentum, scaling))
  const direction = chain(moments, decoupled || rectifies ? [] : decay(lambda))
  return rectifies
    ? chain(direction, step, moved(keep), ratio)
    : chain(direction, ratio, step, shrink(1 - keep))
}

/** The optimizers of pytorch_optimizer that read norms of leaves. */
export const pytorchNorms: Rules = {
  Fromage: fromage,
  Ranger: ranger,
  Lamb: lamb,
  StableAdamW: (o) => {
    const [b1 = 0, b2 = 0] = o.numbers('betas')
    const [eps, lambda] = [o.number('eps'), o.number('weight_decay')]
    const decoupled = o.flag('weight_decouple')
    return chain(
      decoupled ? [] : decay(lambda),
      both(firstMoment(b1), scaleBySecondMoment({ b2, eps, of: 'grads' })),
      decoupled ? decay(lambda) : [],
      clipBySecondMoment({ b2, eps }),
      rate(o.number('lr')),
    )
  },
}
