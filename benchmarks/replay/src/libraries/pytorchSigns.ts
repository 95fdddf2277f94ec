import { chain, pow } from '@momenta/core'
import { above, averaged, elementwise, moments, perElement, squared } from './elementwise.js'
import { rate } from './parts.js'
import type { Rule, Rules } from './Rule.js'

const focus: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [lr, lambda, gamma] = [o.number('lr'), o.number('weight_decay'), o.number('gamma')]
  const scalars = (t: number) => ({
    b1,
    c1: 1 - b1,
    b2,
    c2: 1 - b2,
    second: 1 - b2 ** t,
    lambda,
    decay: lr * lambda,
    gamma,
  })
  const slots = { mu: 'zeros', center: 'zeros' } as const
  const rule = perElement(slots, scalars, (x, { updates: g, params: p, slots: s, scalars: k }) => {
    const mu = averaged(x, k.b1, k.c1, s.mu, g)
    const center = averaged(x, k.b2, k.c2, s.center, p)
    const near = x.div(center, k.second)
    const away = x.sign(x.sub(x.sub(p, x.mul(k.decay, near)), near))
    const signs = x.add(x.mul(k.gamma, away), x.sign(mu))
    return { updates: x.add(signs, x.mul(k.lambda, near)), slots: { mu, center } }
  })
  return chain(rule, rate(lr))
}

const ftrl: Rule = (o) => {
  const [lr, power] = [o.number('lr'), -o.number('lr_power')]
  const k0 = { lr, beta: o.number('beta'), l1: o.number('lambda_1'), l2: o.number('lambda_2') }
  const slots = { z: 'zeros', n: 'zeros' } as const
  return perElement(
    slots,
    () => k0,
    (x, { updates: g, params: p, slots: s, scalars: k }) => {
      const n = x.add(s.n, squared(x, g))
      const root = (a: typeof g) => pow(x, a, x.of(power))
      const z = x.sub(x.add(s.z, g), x.mul(x.div(x.sub(root(n), root(s.n)), k.lr), p))
      const sum = x.add(x.div(x.add(x.sqrt(n), k.beta), k.lr), k.l2)
      // z is 0, too, as long as the sum is
      const d = x.max(sum, x.of(1e-300))
      const moved = x.div(x.sub(x.mul(x.sign(z), k.l1), z), d)
      const next = x.mul(above(x, x.abs(z), k.l1), moved)
      return { updates: x.sub(next, p), slots: { z, n } }
    },
  )
}

const kate: Rule = (o) => {
  const k0 = { delta: o.number('delta'), eps: o.number('eps') }
  const slots = { m: 'zeros', b: 'zeros' } as const
  return elementwise(
    o,
    slots,
    () => k0,
    (x, { updates: g, slots: s, scalars: k }) => {
      const square = squared(x, g)
      const b = x.add(x.add(squared(x, s.b), square), k.eps)
      const sum = x.add(squared(x, s.m), x.add(x.mul(k.delta, square), x.div(square, b)))
      const m = x.sqrt(sum)
      return { updates: x.div(x.mul(m, g), b), slots: { m, b: x.sqrt(b) } }
    },
  )
}

const msvag: Rule = (o) => {
  const b = o.number('beta')
  const scalars = (t: number) => {
    const p = b ** t
    const rho = ((1 - p ** 2) * (1 - b) ** 2) / ((1 - b ** 2) * (1 - p) ** 2)
    const bounded = Math.min(rho, 0.9999)
    return { b, c: 1 - b, correction: 1 - p, rho: bounded, rest: 1 - bounded, one: 1, tiny: 1e-300 }
  }
  const rule = perElement(moments, scalars, (x, { updates: g, slots: s, scalars: k }) => {
    const mu = averaged(x, k.b, k.c, s.mu, g)
    const nu = averaged(x, k.b, k.c, s.nu, squared(x, g))
    const [m, v] = [x.div(mu, k.correction), x.div(nu, k.correction)]
    const variance = x.div(x.sub(v, squared(x, m)), k.rest)
    const d = x.add(x.mul(k.rho, variance), squared(x, m))
    const share = x.div(squared(x, m), x.max(d, k.tiny))
    return { updates: x.mul(m, x.min(x.max(share, x.of(0)), k.one)), slots: { mu, nu } }
  })
  return chain(rule, rate(o.number('lr')))
}

const srmm: Rule = (o) => {
  const [beta, lr] = [o.number('beta'), o.number('lr')]
  const length = o.optional('memory_length') ?? 1
  const scalars = (t: number) => {
    const w = ((t % length) + 1) ** -beta
    return { w, rest: 1 - w, lr }
  }
  const slots = { gradient: 'zeros', mean: 'zeros' } as const
  return perElement(slots, scalars, (x, { updates: g, params: p, slots: s, scalars: k }) => {
    const gradient = averaged(x, k.rest, k.w, s.gradient, g)
    const mean = x.sub(averaged(x, k.rest, k.w, s.mean, p), x.mul(k.lr, gradient))
    return { updates: x.sub(mean, p), slots: { gradient, mean } }
  })
}

/** Other elementwise rules of pytorch_optimizer. */
export const pytorchSigns: Rules = {
  FOCUS: focus,
  FTRL: ftrl,
  Kate: kate,
  MSVAG: msvag,
  SRMM: srmm,
}
