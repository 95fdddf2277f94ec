import { chain, counted, identity, type Transform, type WholeArithmetic } from '@momenta/core'
import { clipByLeafNorm, ema, scale, scaleBySign } from '@momenta/transforms'
import { above, averaged, moments, squared } from './elementwise.js'
import type { Fields } from './fieldsOf.js'
import { factorOf, nearest } from './muonKin.js'
import { decay, leavesWhere, rate, shrink } from './parts.js'
import type { Rule } from './Rule.js'
import { wholeRule } from './wholeRule.js'

/** u' = u + γ β₁/(1 − β₁) (u − previous); coupled decay is part of the previous gradient alone. */
const varianceReduced = (gamma: number, b1: number, coupled: number): Transform =>
  counted({
    name: 'varianceReduced',
    slots: { last: 'zeros' },
    hyper: {},
    scalars: () => ({ gain: (gamma * b1) / (1 - b1), coupled }),
    body: (x, { updates: u, params: p, slots: s, scalars: k }) => ({
      updates: x.add(u, x.mul(k.gain, x.sub(u, s.last))),
      slots: { last: x.add(u, x.mul(k.coupled, p)) },
    }),
  })

/** The momentum where it has the sign of the gradient, longer for what is left out. */
const agreeing = <A>(x: WholeArithmetic<A>, mu: A, g: A): A => {
  const agrees = above(x, x.mul(mu, g), x.of(0))
  const size = x.shapeOf(mu).reduce((product, n) => product * n, 1)
  const share = x.div(x.of(size), x.add(x.total(agrees), x.of(1)))
  return x.mul(mu, x.mul(agrees, share))
}

const cautious = wholeRule(
  {},
  () => ({}),
  (x, { updates: u, grads: g }) => ({ updates: agreeing(x, u, g), slots: {} }),
)

/** Adam of the updates, with the signs of the gradients where it is cautious. */
const adam = (o: Fields, betas: string): Transform => {
  const [b1 = 0, b2 = 0] = o.numbers(betas)
  const [eps, bounded, careful] = [o.number('eps'), o.flag('ams_bound'), o.flag('cautious')]
  const scalars = (t: number) => ({
    ...{ b2, c2: 1 - b2, b1, c1: 1 - b1, eps, tiny: 1e-15 },
    correct: Math.sqrt(1 - b2 ** t) / (1 - b1 ** t),
  })
  const slots = { ...moments, most: 'zeros' } as const
  return wholeRule(slots, scalars, (x, { updates: u, grads: g, slots: s, scalars: k }) => {
    const mu = averaged(x, k.b1, k.c1, s.mu, u)
    const nu = averaged(x, k.b2, k.c2, s.nu, squared(x, u))
    const most = bounded ? x.max(s.most, nu) : nu
    const root = x.add(x.sqrt(x.add(most, k.tiny)), k.eps)
    const chosen = careful ? agreeing(x, mu, g) : mu
    return { updates: x.div(x.mul(k.correct, chosen), root), slots: { mu, nu, most } }
  })
}

/** The decay of pytorch_optimizer after the step was found: coupled decay has no effect on it. */
const stepOf = (o: Fields, direction: Transform, lambda: number, lr: number): Transform => {
  const fixed = o.flag('fixed_decay')
  if (!o.flag('weight_decouple') || lambda === 0) return chain(direction, rate(lr))
  return fixed
    ? chain(direction, rate(lr), shrink(lambda))
    : chain(direction, decay(lambda), rate(lr))
}

/** MARS of the types adamw, lion and shampoo, whose matrices are orthogonalized. */
export const mars: Rule = (o, { leaves }) => {
  const [b1 = 0] = o.numbers('betas')
  const [lambda, lr, kind] = [o.number('weight_decay'), o.number('lr'), o.text('mars_type')]
  const all = o.flag('optimize_1d')
  const isMatrix = (shape: readonly number[]) => shape.length >= 2
  const isMixed = (shape: readonly number[]) => all || isMatrix(shape)
  const momentum = chain(ema({ decay: b1 }), o.flag('cautious') ? cautious : identity)
  const ratio = wholeRule(
    {},
    () => ({}),
    (x, { updates: u }) => ({
      updates: x.mul(x.of(factorOf(false, x.shapeOf(u).slice(0, 2))), u),
      slots: {},
    }),
  )
  const orthogonal = chain(momentum, scale({ factor: 1 / (1 - b1) }), nearest(5, 'original'), ratio)
  const isPlain = (shape: readonly number[]) => kind === 'adamw' || !isMatrix(shape)
  const mixed =
    kind === 'lion'
      ? chain(momentum, scaleBySign())
      : chain(
          leavesWhere(adam(o, 'betas'), leaves, (shape) => isMixed(shape) && isPlain(shape)),
          leavesWhere(orthogonal, leaves, (shape) => !isPlain(shape)),
        )
  const corrected = chain(
    varianceReduced(o.number('gamma'), b1, o.flag('weight_decouple') ? 0 : lambda),
    clipByLeafNorm({ max: 1 }),
  )
  const [lambda1, lr1] = [o.number('weight_decay_1d'), o.number('lr_1d')]
  return chain(
    leavesWhere(corrected, leaves, isMixed),
    leavesWhere(stepOf(o, mixed, lambda, lr), leaves, isMixed),
    leavesWhere(stepOf(o, adam(o, 'betas_1d'), lambda1, lr1), leaves, (s) => !isMixed(s)),
  )
}
