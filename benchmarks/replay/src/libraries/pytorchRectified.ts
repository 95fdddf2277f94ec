import { chain, type Transform } from '@momenta/core'
import { scheduleFree } from '@momenta/transforms'
import { adamScalars, averaged, elementwise, moments, perElement, squared } from './elementwise.js'
import type { Fields } from './fieldsOf.js'
import { decay, rate } from './parts.js'
import type { Rule, Rules } from './Rule.js'
import { rectification } from './rectification.js'

const adabelief: Rule = (o) => {
  const [scalarsOf, bound, b2] = [adamScalars(o), o.flag('ams_bound'), o.numbers('betas')[1] ?? 0]
  const rectifies = o.flag('rectify')
  const rectified = rectification(o, b2)
  const scalars = (t: number) => {
    const k = scalarsOf(t)
    const { factor, divides } = rectifies ? rectified(t) : { factor: 1, divides: 1 }
    const root = rectifies ? 1 : k.second
    return { ...k, root, divides, rest: 1 - divides, factor: factor / k.first }
  }
  const slots = { ...moments, most: 'zeros' } as const
  return elementwise(o, slots, scalars, (x, { updates: g, slots: s, scalars: k }) => {
    const mu = averaged(x, k.b1, k.c1, s.mu, g)
    const nu = x.add(averaged(x, k.b2, k.c2, s.nu, squared(x, x.sub(g, mu))), k.eps)
    const most = x.max(s.most, nu)
    const root = x.add(x.div(x.sqrt(bound ? most : nu), k.root), k.eps)
    const divisor = x.add(x.mul(k.divides, root), k.rest)
    return { updates: x.div(x.mul(k.factor, mu), divisor), slots: { mu, nu, most } }
  })
}

const radam: Rule = (o) => {
  const [scalarsOf, b2] = [adamScalars(o), o.numbers('betas')[1] ?? 0]
  const [lr, lambda] = [o.number('lr'), o.number('weight_decay')]
  const fixed = o.flag('fixed_decay')
  // Coupled decay has no effect in the reference, and neither has the other before it steps.
  const share = o.flag('weight_decouple') ? lambda / (fixed ? lr : 1) : 0
  const rectified = rectification(o, b2)
  const scalars = (t: number) => {
    const k = scalarsOf(t)
    const { factor, divides } = rectified(t)
    const shrinks = factor > 0 ? share : 0
    return { ...k, divides, rest: 1 - divides, factor: factor / k.first, shrinks }
  }
  const rule = perElement(moments, scalars, (x, { updates: g, params: p, slots, scalars: k }) => {
    const mu = averaged(x, k.b1, k.c1, slots.mu, g)
    const nu = averaged(x, k.b2, k.c2, slots.nu, squared(x, g))
    const divisor = x.add(x.mul(k.divides, x.add(x.sqrt(nu), k.eps)), k.rest)
    const u = x.div(x.mul(k.factor, mu), divisor)
    return { updates: x.add(u, x.mul(k.shrinks, p)), slots: { mu, nu } }
  })
  return chain(rule, rate(lr))
}

/** The scaling of the schedule-free RAdam: the gradient itself before it is rectified. */
const rectifiedScaling = (o: Fields, divides: (t: number) => number): Transform => {
  const b2 = o.numbers('betas')[1] ?? 0
  const eps = o.number('eps')
  const scalars = (t: number) => {
    const root = 1 / Math.sqrt(1 - b2 ** t)
    return { b2, c2: 1 - b2, eps, root, divides: divides(t), rest: 1 - divides(t) }
  }
  return perElement({ nu: 'zeros' }, scalars, (x, { updates: g, slots: s, scalars: k }) => {
    const nu = averaged(x, k.b2, k.c2, s.nu, squared(x, g))
    const root = x.add(x.mul(k.root, x.sqrt(nu)), k.eps)
    return { updates: x.div(g, x.add(x.mul(k.divides, root), k.rest)), slots: { nu } }
  })
}

const scheduleFreeRadam: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [lr, silent] = [o.number('lr'), o.flag('silent_sgd_phase')]
  const rectified = rectification(undefined, b2)
  const learningRate = (step: number) => {
    const { factor, divides } = rectified(step + 1)
    if (divides === 0) return silent ? 0 : 1
    return (lr * factor) / Math.sqrt(1 - b2 ** (step + 1))
  }
  return chain(
    rectifiedScaling(o, (t) => rectified(t).divides),
    decay(o.number('weight_decay')),
    scheduleFree({
      learningRate,
      b1,
      weightPower: o.number('weight_lr_power'),
      stepPower: o.number('r'),
    }),
  )
}

/** Optimizers of pytorch_optimizer that are rectified as RAdam, or may be. */
export const pytorchRectified: Rules = {
  AdaBelief: adabelief,
  RAdam: radam,
  ScheduleFreeRAdam: scheduleFreeRadam,
}
