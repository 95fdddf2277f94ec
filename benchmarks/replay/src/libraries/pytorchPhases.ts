import { describe } from '@momenta/core'
import { adamScalars, nextMoments, squared } from './elementwise.js'
import type { Rule, Rules } from './Rule.js'
import { sum } from './sum.js'

/** SWATS: Adam until the rate of its projection on the gradient settles, then SGD with that. */
const swats: Rule = (o) => {
  const scalarsOf = adamScalars(o)
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [lr, lambda, eps] = [o.number('lr'), o.number('weight_decay'), o.number('eps')]
  const [decoupled, fixed] = [o.flag('weight_decouple'), o.flag('fixed_decay')]
  const [bound, nesterov] = [o.flag('ams_bound'), o.flag('nesterov')]
  type Host = { count: number; lr: number; sgd: boolean; rates: readonly number[] }
  const numbersOf = (host: Host) => {
    const k = scalarsOf(host.count + 1)
    const step = (host.lr * k.second) / k.first
    const shrink = decoupled ? lambda * (fixed ? 1 : host.lr) : 0
    const coupled = decoupled ? 0 : lambda
    return { ...k, step, lr: host.lr, shrink, coupled, ahead: nesterov ? b1 : 0, tiny: 1e-15 }
  }
  return describe({
    name: 'swats',
    slots: { mu: 'zeros', nu: 'zeros', most: 'zeros', b: 'zeros' },
    hyper: {},
    init: (leaves): Host => ({ count: 0, lr, sgd: false, rates: leaves.map(() => 0) }),
    reductions: {
      scalars: numbersOf,
      sums: (x, { updates: u, params: p, slots, scalars: k }) => {
        const g = x.add(u, x.mul(k.coupled, p))
        const { mu, nu } = nextMoments(x, slots, k, g)
        const v = bound ? x.max(slots.most, nu) : nu
        const moved = x.mul(k.step, x.div(mu, x.add(x.sqrt(x.add(v, k.tiny)), k.eps)))
        return { along: x.mul(moved, g), squares: squared(x, moved) }
      },
    },
    plan: (host: Host, { sums }) => {
      const t = host.count + 1
      const plan = { scalars: numbersOf(host), variant: { sgd: host.sgd } }
      if (host.sgd) return { next: { ...host, count: t }, plan }
      const found = host.rates.map((old, i) => {
        const along = sums.along[i] as number
        if (along === 0) return { rate: old, settled: undefined }
        const now = (sums.squares[i] as number) / along
        const rate = old + (1 - b2) * (now - old)
        const debiased = rate / (1 - b2 ** t)
        const close = Math.abs(debiased - now) <= 1e-8 + eps * Math.abs(now)
        return { rate, settled: t > 1 && debiased > 0 && close ? debiased : undefined }
      })
      const settled = found.map((leaf) => leaf.settled).findLast((rate) => rate !== undefined)
      const rates = found.map(({ rate }) => rate)
      return {
        next: { count: t, rates, sgd: settled !== undefined, lr: settled ?? host.lr },
        plan,
      }
    },
    body: (x, { updates: u, params: p, slots, scalars: k, variant }) => {
      const g = x.add(u, x.mul(k.coupled, p))
      const shrunk = x.mul(k.shrink, p)
      if (variant.sgd) {
        const b = x.add(x.mul(k.b1, slots.b), g)
        const step = x.mul(x.add(k.c1, k.ahead), b)
        return { updates: x.neg(x.add(x.mul(k.lr, step), shrunk)), slots: { ...slots, b } }
      }
      const s = nextMoments(x, slots, k, g)
      const most = x.max(slots.most, s.nu)
      const root = x.add(x.sqrt(x.add(bound ? most : s.nu, k.tiny)), k.eps)
      const moved = x.mul(k.step, x.div(s.mu, root))
      return { updates: x.neg(x.add(moved, shrunk)), slots: { ...s, most, b: slots.b } }
    },
  })
}

/** ASGD: the rate of Malitsky and Mishchenko, from the norms of parameters and gradients. */
const adaptiveSgd: Rule = (o) => {
  const [amplifier, damp, eps] = [o.number('amplifier'), o.number('dampening'), o.number('eps')]
  const [lr, lambda, theta] = [o.number('lr'), o.number('weight_decay'), o.number('theta')]
  const fixed = o.flag('weight_decouple') && o.flag('fixed_decay')
  o.ignore('fixed_decay')
  const root = (norms: readonly number[]) => Math.sqrt(sum(norms.map((n) => n ** 2)))
  type Host = { lr: number; theta: number; param: number | null; grad: number }
  return describe({
    name: 'asgd',
    slots: {},
    hyper: {},
    needs: ['updates', 'params'],
    init: (): Host => ({ lr, theta, param: null, grad: 0 }),
    plan: (host: Host, { updates, params }) => {
      const [param, grad] = [root(params), root(updates)]
      const [moved, changed] = [param - (host.param ?? param), grad - host.grad]
      const grows = host.lr * Math.sqrt(1 + amplifier * host.theta)
      const bounded = moved > 0 && changed > 0
      const lr = bounded ? Math.min(grows, moved / (damp * changed)) + eps : grows
      const scalars = { lr, shrink: lambda * (fixed ? 1 : lr) }
      return { next: { lr, theta: lr / host.lr, param, grad }, plan: { scalars } }
    },
    body: (x, { updates: g, params: p, scalars: k }) => ({
      updates: x.neg(x.add(x.mul(k.lr, g), x.mul(k.shrink, p))),
      slots: {},
    }),
  })
}

/** Rules of pytorch_optimizer whose learning rate is a state. */
export const pytorchPhases: Rules = { SWATS: swats, ASGD: adaptiveSgd }
