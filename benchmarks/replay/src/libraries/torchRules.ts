import { chain, counted, describe, identity, type Transform } from '@momenta/core'
import {
  scaleByAdadelta,
  scaleByAdagrad,
  scaleByAdamax,
  scaleByRectified,
  scaleByRms,
  scaleByRprop,
  scaleBySecondMoment,
  trace,
} from '@momenta/transforms'
import type { Fields } from './fieldsOf.js'
import { torchMuon } from './muon.js'
import { both, decay, firstMoment, rate } from './parts.js'
import type { Rules } from './Rule.js'

const betas = (o: Fields): readonly [number, number] => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  return [b1, b2]
}

/** A direction with coupled or decoupled decay, and the learning rate. */
const withDecay = (o: Fields, direction: Transform): Transform => {
  const lambda = decay(o.number('weight_decay'))
  const decoupled = o.has('decoupled_weight_decay') && o.flag('decoupled_weight_decay')
  const step = rate(o.number('lr'))
  return decoupled ? chain(direction, lambda, step) : chain(lambda, direction, step)
}

/** Adam's direction. */
const adam = (o: Fields): Transform => {
  const [b1, b2] = betas(o)
  const maximum = o.flag('amsgrad') ? 'raw' : 'none'
  const scaling = scaleBySecondMoment({ b2, eps: o.number('eps'), maximum, of: 'grads' })
  return both(firstMoment(b1), scaling)
}

/** NAdam with the momentum schedule of PyTorch. */
const nadam = (o: Fields): Transform => {
  const [b1, b2] = betas(o)
  const [eps, gamma] = [o.number('eps'), o.number('momentum_decay')]
  const mu = (t: number) => b1 * (1 - 0.5 * 0.96 ** (t * gamma))
  return describe({
    name: 'nadam',
    slots: { mu: 'zeros', nu: 'zeros' },
    hyper: {},
    init: (): { count: number; product: number | null } => ({ count: 0, product: null }),
    plan: ({ count, product }: { count: number; product: number | null }) => {
      const t = count + 1
      const [now, ahead] = [mu(t), mu(t + 1)]
      const all = (product ?? 1) * now
      const root = Math.sqrt(1 - b2 ** t)
      const scalars = {
        b1,
        c1: 1 - b1,
        b2,
        c2: 1 - b2,
        ofGradient: (1 - now) / (1 - all),
        ofMomentum: ahead / (1 - all * ahead),
        root: 1 / root,
        eps,
      }
      return { next: { count: t, product: all }, plan: { scalars } }
    },
    body: (x, { updates: u, slots: s, scalars: k }) => {
      const m = x.add(x.mul(k.b1, s.mu), x.mul(k.c1, u))
      const nu = x.add(x.mul(k.b2, s.nu), x.mul(k.c2, x.mul(u, u)))
      const divisor = x.add(x.mul(k.root, x.sqrt(nu)), k.eps)
      const direction = x.add(x.mul(k.ofGradient, u), x.mul(k.ofMomentum, m))
      return { updates: x.div(direction, divisor), slots: { mu: m, nu } }
    },
  })
}

/** Averaged SGD: the whole step and the average of the parameters. */
const asgd = (o: Fields): Transform => {
  const [lr, lambda] = [o.number('lr'), o.number('lambd')]
  const [alpha, start] = [o.number('alpha'), o.number('t0')]
  return counted({
    name: 'asgd',
    slots: { ax: 'zeros' },
    hyper: {},
    scalars: (_, t) => {
      const eta = t === 1 ? lr : lr / (1 + lambda * lr * (t - 1)) ** alpha
      return { eta, shrink: -lambda * eta, share: t === 1 ? 1 : 1 / Math.max(1, t - 1 - start) }
    },
    body: (x, { updates: u, params: p, slots: s, scalars: k }) => {
      const step = x.sub(x.mul(k.shrink, p), x.mul(k.eta, u))
      const ax = x.add(s.ax, x.mul(k.share, x.sub(x.add(p, step), s.ax)))
      return { updates: step, slots: { ax } }
    },
  })
}

/** The optimizers of torch.optim beside those of `published`. */
export const torchRules: Rules = {
  Muon: torchMuon,
  Adam: (o) => withDecay(o, adam(o)),
  AdamW: (o) => chain(adam(o), decay(o.number('weight_decay')), rate(o.number('lr'))),
  SGD: (o) => {
    const [dampening, nesterov] = [o.number('dampening'), o.flag('nesterov')]
    const decayRate = o.number('momentum')
    return withDecay(
      o,
      decayRate === 0 ? identity : trace({ decay: decayRate, dampening, nesterov }),
    )
  },
  RMSprop: (o) => {
    const scaling = { decay: o.number('alpha'), eps: o.number('eps'), centered: o.flag('centered') }
    const decayRate = o.number('momentum')
    const momentum = decayRate === 0 ? identity : trace({ decay: decayRate })
    return withDecay(o, chain(scaleByRms(scaling), momentum))
  },
  NAdam: (o) => withDecay(o, nadam(o)),
  RAdam: (o) => {
    const [b1, b2] = betas(o)
    const scaling = scaleByRectified({ b2, eps: o.number('eps'), correction: 'after', of: 'grads' })
    return withDecay(o, both(firstMoment(b1), scaling))
  },
  Adamax: (o) => {
    const [b1, b2] = betas(o)
    return withDecay(
      o,
      both(firstMoment(b1), scaleByAdamax({ b2, eps: o.number('eps'), of: 'grads' })),
    )
  },
  Adagrad: (o) => {
    const [lr, falls] = [o.number('lr'), o.number('lr_decay')]
    const scaling = scaleByAdagrad({
      initial: o.number('initial_accumulator_value'),
      eps: o.number('eps'),
      epsInRoot: false,
    })
    return chain(
      decay(o.number('weight_decay')),
      scaling,
      rate((step) => lr / (1 + step * falls)),
    )
  },
  Adadelta: (o) => withDecay(o, scaleByAdadelta({ decay: o.number('rho'), eps: o.number('eps') })),
  ASGD: (o) => chain(decay(o.number('weight_decay')), asgd(o)),
  Rprop: (o) => {
    const lr = o.number('lr')
    const [etaMinus = 0.5, etaPlus = 1.2] = o.numbers('etas')
    const [min = 1e-6, max = 50] = o.numbers('step_sizes')
    return chain(scaleByRprop({ etaMinus, etaPlus, min: min / lr, max: max / lr }), rate(lr))
  },
}
