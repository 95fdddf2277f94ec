import { chain, identity } from '@momenta/core'
import {
  adamScalars,
  averaged,
  elementwise,
  moments,
  nextMoments,
  perElement,
  rootOf,
  squared,
} from './elementwise.js'
import { decay, rate } from './parts.js'
import type { Rule, Rules } from './Rule.js'

const ano: Rule = (o) => {
  const scalarsOf = adamScalars(o)
  const logarithmic = o.flag('logarithmic_schedule')
  const scalars = (t: number) => {
    const b1 = logarithmic ? 1 - 1 / Math.log(Math.max(2, t)) : scalarsOf(t).b1
    return { ...scalarsOf(t), b1, c1: 1 - b1 }
  }
  return elementwise(o, moments, scalars, (x, { updates: g, slots: s, scalars: k }) => {
    const mu = averaged(x, k.b1, k.c1, s.mu, g)
    const square = squared(x, g)
    const nu = averaged(x, k.b2, k.c2, s.nu, x.mul(x.sign(x.sub(square, s.nu)), square))
    const size = x.mul(x.abs(g), x.sign(mu))
    return { updates: x.div(size, rootOf(x, nu, k)), slots: { mu, nu } }
  })
}

const dualAdam: Rule = (o) => {
  const scalarsOf = adamScalars(o)
  const rate = o.number('switch_rate')
  const scalars = (t: number) => {
    const inverse = Math.max(0, 1 - t * rate)
    const share = inverse >= rate ? inverse : 0
    return { ...scalarsOf(t), share, rest: 1 - share }
  }
  return elementwise(o, moments, scalars, (x, { updates: g, slots, scalars: k }) => {
    const s = nextMoments(x, slots, k, g)
    const d = rootOf(x, s.nu, k)
    const factor = averaged(x, k.rest, k.share, x.div(x.of(1), d), d)
    return { updates: x.mul(x.div(s.mu, k.first), factor), slots: s }
  })
}

const exadam: Rule = (o) => {
  const scalarsOf = adamScalars(o)
  const scalars = (t: number) => {
    const k = scalarsOf(t)
    return { ...k, rest1: 1 - k.first, rest2: 1 - k.second ** 2 }
  }
  return elementwise(o, moments, scalars, (x, { updates: g, slots, scalars: k }) => {
    const s = nextMoments(x, slots, k, g)
    const near1 = (v: typeof g, rest: typeof g) =>
      x.add(x.mul(rest, x.div(v, x.add(v, k.eps))), x.of(1))
    const m = x.div(x.mul(near1(s.nu, k.rest2), x.add(s.mu, g)), k.first)
    const root = x.div(x.sqrt(x.mul(near1(squared(x, s.mu), k.rest1), s.nu)), k.second)
    return { updates: x.div(m, x.add(root, k.eps)), slots: s }
  })
}

const grams: Rule = (o) => {
  const rule = perElement(moments, adamScalars(o), (x, { updates: g, slots, scalars: k }) => {
    const s = nextMoments(x, slots, k, g)
    const u = x.div(x.div(s.mu, k.first), rootOf(x, s.nu, k))
    return { updates: x.mul(x.abs(u), x.sign(g)), slots: s }
  })
  // Coupled decay comes after the gradient was used, so it has no effect.
  const lambda = o.number('weight_decay')
  return chain(rule, o.flag('weight_decouple') ? decay(lambda) : identity, rate(o.number('lr')))
}

const adamod: Rule = (o) => {
  const scalarsOf = adamScalars(o)
  const b3 = o.numbers('betas')[2] ?? 0
  const scalars = (t: number) => ({
    ...scalarsOf(t),
    b3,
    c3: 1 - b3,
    unit: scalarsOf(t).second / scalarsOf(t).first,
  })
  const slots = { ...moments, rate: 'zeros' } as const
  return elementwise(o, slots, scalars, (x, { updates: g, slots: old, scalars: k }) => {
    const s = nextMoments(x, old, k, g)
    const now = x.div(k.unit, x.add(x.sqrt(s.nu), k.eps))
    const rate = averaged(x, k.b3, k.c3, old.rate, now)
    return { updates: x.mul(x.min(now, rate), s.mu), slots: { ...s, rate } }
  })
}

const adasmooth: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const k0 = { span: b2 - b1, least: 1 - b2, eps: o.number('eps'), one: 1 }
  const slots = { last: 'params', sum: 'zeros', length: 'zeros', nu: 'zeros' } as const
  const [lr, lambda] = [o.number('lr'), o.number('weight_decay')]
  const decoupled = o.flag('weight_decouple')
  const shrinks = decoupled ? lambda * (o.flag('fixed_decay') ? 1 : lr) : 0
  o.ignore('fixed_decay')
  const rule = perElement(
    slots,
    () => ({ ...k0, lr, shrinks, rest: 1 - shrinks }),
    (x, { updates: g, params, slots: s, scalars: k }) => {
      // The differences are those of decayed parameters.
      const p = x.mul(k.rest, params)
      const moved = x.sub(p, s.last)
      const [sum, length] = [x.add(s.sum, moved), x.add(s.length, x.abs(moved))]
      const c = x.add(x.mul(k.span, x.div(x.abs(sum), x.add(length, k.eps))), k.least)
      const share = squared(x, c)
      const nu = averaged(x, x.sub(k.one, share), share, s.nu, squared(x, g))
      const step = x.mul(k.lr, x.div(g, x.sqrt(x.add(nu, k.eps))))
      const updates = x.neg(x.add(step, x.mul(k.shrinks, params)))
      return { updates, slots: { last: p, sum, length, nu } }
    },
  )
  return chain(decoupled ? identity : decay(lambda), rule)
}

/** Elementwise rules of pytorch_optimizer near to Adam. */
export const pytorchElementwise: Rules = {
  Ano: ano,
  DualAdam: dualAdam,
  EXAdam: exadam,
  Grams: grams,
  AdaMod: adamod,
  AdaSmooth: adasmooth,
}
