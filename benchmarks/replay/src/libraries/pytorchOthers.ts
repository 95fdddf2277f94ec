import { chain, counted, describe, identity, type Transform } from '@momenta/core'
import {
  aggregatedMomentum,
  ema,
  lionMomentum,
  scaleByNovograd,
  scaleBySign,
  trace,
} from '@momenta/transforms'
import type { Fields } from './fieldsOf.js'
import { pytorchMuon } from './muon.js'
import { decay, decayed, leavesWhere, rate } from './parts.js'
import { shampoo, soap } from './preconditioners.js'
import type { Rule, Rules } from './Rule.js'

/** b = μ b + (1 − d) u from 0: dampened in the first step, too. */
const dampened = (o: Fields): Transform => {
  const [mu, share, nesterov] = [
    o.number('momentum'),
    1 - o.number('dampening'),
    o.flag('nesterov'),
  ]
  return counted({
    name: 'dampened',
    slots: { trace: 'zeros' },
    hyper: {},
    scalars: () => ({ mu, share }),
    body: (x, { updates: u, slots: s, scalars: k }) => {
      const b = x.add(x.mul(k.mu, s.trace), x.mul(k.share, u))
      return { updates: nesterov ? x.add(u, x.mul(k.mu, b)) : b, slots: { trace: b } }
    },
  })
}

const lars: Rule = (o, { leaves }) => {
  const [lambda, coefficient] = [o.number('weight_decay'), o.number('trust_coefficient')]
  const ratio = describe({
    name: 'larsRatio',
    slots: {},
    hyper: {},
    needs: ['updates', 'params'],
    init: () => null,
    plan: (host: null, { updates, params }) => ({
      next: host,
      plan: updates.map((g, i) => {
        const p = params[i] as number
        const sum = g + lambda * p
        const trust = p > 0 && sum > 0 ? (coefficient * p) / sum : 1
        return { scalars: { trust, lambda } }
      }),
    }),
    body: (x, { updates: u, params: p, scalars: k }) => ({
      updates: x.mul(k.trust, x.add(u, x.mul(k.lambda, p))),
      slots: {},
    }),
  })
  return chain(
    leavesWhere(ratio, leaves, ({ length }) => length > 1),
    dampened(o),
    rate(o.number('lr')),
  )
}

const novograd: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const lambda = o.number('weight_decay')
  const averages = o.flag('grad_averaging')
  const momentum = describe({
    name: 'novogradMomentum',
    slots: { mu: 'zeros' },
    hyper: {},
    init: () => 0,
    plan: (count: number) => ({
      next: count + 1,
      plan: {
        scalars: { b1, share: averages ? 1 - b1 : 1 },
        variant: { first: count === 0 },
      },
    }),
    body: (x, { updates: u, slots: s, scalars: k, variant }) => {
      const mu = variant.first ? u : x.add(x.mul(k.b1, s.mu), x.mul(k.share, u))
      return { updates: mu, slots: { mu } }
    },
  })
  const normalized = scaleByNovograd({ b2, eps: o.number('eps') })
  if (o.flag('weight_decouple')) return decayed(o, chain(normalized, momentum))
  o.ignore('fixed_decay')
  return chain(normalized, decay(lambda), momentum, rate(o.number('lr')))
}

const pid: Rule = (o) => {
  const [mu, damp] = [o.number('momentum'), o.number('dampening')]
  const [derivative, integral] = [o.number('derivative'), o.number('integral')]
  const rule = describe({
    name: 'pid',
    slots: { integral: 'zeros', derivative: 'zeros', previous: 'zeros' },
    hyper: {},
    init: () => 0,
    plan: (count: number) => ({
      next: count + 1,
      plan: {
        scalars: { mu, share: 1 - damp, rest: 1 - mu, derivative, integral },
        variant: { first: count === 0 },
      },
    }),
    body: (x, { updates: u, slots: s, scalars: k, variant }) => {
      const sum = x.add(x.mul(k.mu, s.integral), x.mul(k.share, u))
      const change = variant.first
        ? s.derivative
        : x.add(x.mul(k.mu, s.derivative), x.mul(k.rest, x.sub(u, s.previous)))
      const out = x.add(u, x.add(x.mul(k.integral, sum), x.mul(k.derivative, change)))
      return { updates: out, slots: { integral: sum, derivative: change, previous: u } }
    },
  })
  return decayed(o, mu > 0 ? rule : identity)
}

const accsgd: Rule = (o) => {
  const [kappa, xi, constant] = [o.number('kappa'), o.number('xi'), o.number('constant')]
  const lr = o.number('lr')
  const beta = (xi * constant ** 2) / kappa
  const z = constant / (constant + beta)
  const rule = counted({
    name: 'accsgd',
    slots: { averaged: 'params' },
    hyper: {},
    scalars: () => ({ keep: 1 - beta, beta, long: (lr * kappa) / constant, z, rest: 1 - z, lr }),
    body: (x, { updates: u, params: p, slots: s, scalars: k }) => {
      const long = x.sub(p, x.mul(k.long, u))
      const averaged = x.add(x.mul(k.keep, s.averaged), x.mul(k.beta, long))
      const next = x.add(x.mul(k.z, x.sub(p, x.mul(k.lr, u))), x.mul(k.rest, averaged))
      return { updates: x.sub(next, p), slots: { averaged } }
    },
  })
  return chain(decay(o.number('weight_decay')), rule)
}

/** The other optimizers of pytorch_optimizer. */
export const pytorchOthers: Rules = {
  Muon: pytorchMuon,
  Shampoo: shampoo,
  SOAP: soap,
  LARS: lars,
  NovoGrad: novograd,
  PID: pid,
  AccSGD: accsgd,
  Lion: (o) => {
    const [b1 = 0, b2 = 0] = o.numbers('betas')
    return decayed(o, chain(lionMomentum({ b1, b2 }), scaleBySign()))
  },
  Tiger: (o) => decayed(o, chain(ema({ decay: o.number('beta') }), scaleBySign())),
  SignSGD: (o) => decayed(o, chain(ema({ decay: o.number('momentum') }), scaleBySign())),
  SGDW: (o) => {
    const [dampening, nesterov] = [o.number('dampening'), o.flag('nesterov')]
    const momentum = o.number('momentum')
    return decayed(o, momentum > 0 ? trace({ decay: momentum, dampening, nesterov }) : identity)
  },
  AggMo: (o) => {
    const decays = o.numbers('betas')
    return decayed(o, aggregatedMomentum({ decays }))
  },
}
