import {
  chain,
  counted,
  type Description,
  describe,
  type Host,
  type Transform,
} from '@momenta/core'
import type { Fields } from './fieldsOf.js'

/** RMSProp's scaling with every option of Optax. */
export const rms = (o: Fields, ofDeviation = false): Transform => {
  const [b, initial] = [o.number('decay'), o.number('initial_scale')]
  const [eps, inside] = [o.number('eps'), o.flag('eps_in_sqrt')]
  const centered = ofDeviation || (o.has('centered') && o.flag('centered'))
  const corrects = o.flag('bias_correction')
  return counted({
    name: 'rms',
    slots: { nu: { fill: initial }, mean: 'zeros' },
    hyper: {},
    scalars: (_, t) => ({ b, rest: 1 - b, eps, correct: corrects ? 1 - b ** t : 1 }),
    body: (x, { updates: u, slots: s, scalars: k }) => {
      const nu = x.add(x.mul(k.b, s.nu), x.mul(k.rest, x.mul(u, u)))
      const mean = x.add(x.mul(k.b, s.mean), x.mul(k.rest, u))
      const m = x.div(mean, k.correct)
      const v = x.sub(x.div(nu, k.correct), centered ? x.mul(m, m) : x.of(0))
      const root = inside ? x.sqrt(x.add(v, k.eps)) : x.add(x.sqrt(v), k.eps)
      return { updates: x.div(u, root), slots: { nu, mean } }
    },
  })
}

/** AdaBelief with Optax's Nesterov momentum. */
export const belief = (o: Fields): Transform => {
  const [b1, b2] = [o.number('b1'), o.number('b2')]
  const [eps, epsRoot, nesterov] = [o.number('eps'), o.number('eps_root'), o.flag('nesterov')]
  return counted({
    name: 'belief',
    slots: { mu: 'zeros', nu: 'zeros' },
    hyper: {},
    scalars: (_, t) => ({
      b1,
      c1: 1 - b1,
      b2,
      c2: 1 - b2,
      epsRoot,
      eps,
      ahead: nesterov ? b1 / (1 - b1 ** (t + 1)) : 1 / (1 - b1 ** t),
      now: nesterov ? (1 - b1) / (1 - b1 ** t) : 0,
      correct: 1 / (1 - b2 ** t),
    }),
    body: (x, { updates: u, slots: s, scalars: k }) => {
      const mu = x.add(x.mul(k.b1, s.mu), x.mul(k.c1, u))
      const off = x.sub(u, mu)
      const nu = x.add(x.add(x.mul(k.b2, s.nu), x.mul(k.c2, x.mul(off, off))), k.epsRoot)
      const h = x.add(x.mul(k.ahead, mu), x.mul(k.now, u))
      return { updates: x.div(h, x.add(x.sqrt(x.mul(k.correct, nu)), k.eps)), slots: { mu, nu } }
    },
  })
}

/** Yogi with Optax's options; both moments start at one number. */
export const yogiScaling = (o: Fields): Transform => {
  const [b1, b2, eps] = [o.number('b1'), o.number('b2'), o.number('eps')]
  const epsRoot = o.has('eps_root') ? o.number('eps_root') : 0
  const fill = o.has('initial_accumulator_value') ? o.number('initial_accumulator_value') : 1e-6
  return counted({
    name: 'yogi',
    slots: { mu: { fill }, nu: { fill } },
    hyper: {},
    scalars: (_, t) => ({
      b1,
      c1: 1 - b1,
      c2: 1 - b2,
      first: 1 / (1 - b1 ** t),
      second: 1 / (1 - b2 ** t),
      epsRoot,
      eps,
    }),
    body: (x, { updates: u, slots: s, scalars: k }) => {
      const square = x.mul(u, u)
      const mu = x.add(x.mul(k.b1, s.mu), x.mul(k.c1, u))
      const nu = x.sub(s.nu, x.mul(k.c2, x.mul(x.sign(x.sub(s.nu, square)), square)))
      const root = x.add(x.sqrt(x.add(x.mul(k.second, nu), k.epsRoot)), k.eps)
      return { updates: x.div(x.mul(k.first, mu), root), slots: { mu, nu } }
    },
  })
}

/** Updates times the norm of their leaf's parameters. */
export const blockNorm = (min: number): Transform =>
  describe({
    name: 'blockNorm',
    slots: {},
    hyper: {},
    needs: ['params'],
    init: () => null,
    plan: (host: null, { params }) => ({
      next: host,
      plan: params.map((norm) => ({ scalars: { factor: Math.max(norm, min) } })),
    }),
    body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.factor, u), slots: {} }),
  })

/** m = β m + (1 − β) u; u' = β m + (1 − β) u, not corrected. */
export const lookingAhead = (b: number): Transform =>
  counted({
    name: 'lookingAhead',
    slots: { mu: 'zeros' },
    hyper: {},
    scalars: () => ({ b, rest: 1 - b }),
    body: (x, { updates: u, slots: s, scalars: k }) => {
      const mu = x.add(x.mul(k.b, s.mu), x.mul(k.rest, u))
      return { updates: x.add(x.mul(k.b, mu), x.mul(k.rest, u)), slots: { mu } }
    },
  })

/**
 * Rprop as Optax has it: each step is that of the step before, and sizes stay where u is 0.
 */
export const lateRprop = (o: Fields): Transform => {
  const [up, down] = [o.number('eta_plus'), o.number('eta_minus')]
  const [min, max] = [o.number('min_step_size'), o.number('max_step_size')]
  return counted({
    name: 'lateRprop',
    slots: { size: { fill: o.number('learning_rate') }, stored: 'zeros' },
    hyper: {},
    scalars: () => ({ up, down, min, max, one: 1, none: 0 }),
    body: (x, { updates: u, slots: s, scalars: k }) => {
      const agreement = x.sign(x.mul(u, s.stored))
      const same = x.max(agreement, k.none)
      const opposite = x.max(x.neg(agreement), k.none)
      const moved = x.mul(s.size, x.add(x.mul(same, k.up), x.mul(opposite, k.down)))
      const clipped = x.min(x.max(moved, k.min), k.max)
      const changes = x.add(same, opposite)
      const size = x.add(x.mul(changes, clipped), x.mul(x.sub(k.one, changes), s.size))
      const keeps = x.sub(k.one, opposite)
      return {
        updates: x.neg(x.mul(keeps, s.stored)),
        slots: { size, stored: x.mul(keeps, x.mul(size, x.sign(u))) },
      }
    },
  })
}

type Restarting = { readonly count: number; readonly inner: Host }

const restartedPart = (part: Description, every: number): Description => ({
  ...part,
  wraps: part,
  init: (leaves) => ({ count: 0, inner: part.init(leaves), fresh: part.init(leaves) }),
  plan: (host, seen, hyper) => {
    const { count, inner, fresh } = host as Restarting & { readonly fresh: Host }
    const begins = count % every === 0
    const { next, plan } = part.plan(begins ? fresh : inner, seen, hyper)
    const mark = <P extends object>(one: P) => ({
      ...one,
      variant: { begins, inner: (one as { variant?: object }).variant ?? {} },
    })
    return {
      next: { count: count + 1, inner: next, fresh },
      plan: 'scalars' in plan ? mark(plan) : plan.map(mark),
    } as ReturnType<Description['plan']>
  },
  body: (x, at) => {
    const { begins, inner } = at.variant as { begins: boolean; inner: typeof at.variant }
    const startOf = (name: string) => {
      const slot = part.slots[name]
      if (slot === 'params') return at.params
      return x.of(typeof slot === 'object' ? slot.fill : 0)
    }
    const start = Object.fromEntries(Object.keys(at.slots).map((name) => [name, startOf(name)]))
    return part.body(x, {
      ...at,
      variant: inner,
      slots: begins ? (start as typeof at.slots) : at.slots,
    })
  },
})

/** A transform that starts again every k steps. */
export const restarted = (transform: Transform, every: number): Transform =>
  chain(transform.map((part) => restartedPart(part, every)))
