import { chain, counted, fromOptions, identity, type Transform } from '@momenta/core'
import type { Schedule } from '@momenta/schedules'
import {
  addDecayedWeights,
  asGradients,
  ema,
  masked,
  scaleByLearningRate,
  scaleBySecondMoment,
  scheduled,
  trace,
} from '@momenta/transforms'
import type { Fields } from './fieldsOf.js'

/** The learning rate, at the end of a chain. */
export const rate = (learningRate: number | Schedule | undefined): Transform =>
  scaleByLearningRate({ learningRate: learningRate ?? 1 })

/** Weight decay by a number or a schedule; nothing for none. */
export const decay = (weightDecay: number | Schedule | undefined): Transform =>
  weightDecay === undefined || weightDecay === 0
    ? identity
    : typeof weightDecay === 'number'
      ? addDecayedWeights({ weightDecay })
      : scheduled(addDecayedWeights(), { weightDecay })

/** u' = u − λ θ, after the learning rate: decay that does not depend on it. */
export const shrink = (share: number): Transform =>
  counted({
    name: 'shrink',
    slots: {},
    hyper: {},
    scalars: () => ({ share }),
    body: (x, { updates: u, params: p, scalars: k }) => ({
      updates: x.sub(u, x.mul(k.share, p)),
      slots: {},
    }),
  })

/** The decay after the step: θ ← (1 − α λ)(θ + u), not in the first `rest` steps. */
export const decayAfter = (share: number, rest = 0): Transform =>
  counted({
    name: 'decayAfter',
    slots: {},
    hyper: {},
    scalars: (_, t) => (t > rest ? { share, rest: 1 - share } : { share: 0, rest: 1 }),
    body: (x, { updates: u, params: p, scalars: k }) => ({
      updates: x.sub(x.mul(k.rest, u), x.mul(k.share, p)),
      slots: {},
    }),
  })

/** A direction with the decay and the learning rate of pytorch_optimizer around it. */
export const decayed = (o: Fields, direction: Transform, last?: Transform): Transform => {
  const lambda = o.number('weight_decay')
  const decoupled = o.has('weight_decouple') && o.flag('weight_decouple')
  const fixed = o.has('fixed_decay') && o.flag('fixed_decay')
  const step = last ?? rate(o.number('lr'))
  if (!decoupled) return chain(decay(lambda), direction, step)
  if (fixed) return chain(direction, step, lambda === 0 ? identity : shrink(lambda))
  return chain(direction, decay(lambda), step)
}

/** A momentum and a scaling that sees the same gradients. */
export const both = (momentum: Transform, scaling: Transform): Transform =>
  chain(asGradients(), momentum, scaling)

/** Debiased first moment, or that of Dozat. */
export const firstMoment = (b1: number, nesterov = false): Transform =>
  fromOptions(ema({ decay: b1, ...(nesterov ? { nesterov } : { debias: true }) }), { decay: 'b1' })

/** Adam's direction with every option of Optax. */
export const optaxAdam = (o: Fields, nesterov = o.has('nesterov') && o.flag('nesterov')) =>
  both(
    firstMoment(o.number('b1'), nesterov),
    scaleBySecondMoment({
      b2: o.number('b2'),
      eps: o.number('eps'),
      epsRoot: o.has('eps_root') ? o.number('eps_root') : 0,
      of: 'grads',
    }),
  )

/** The momentum of SGD; nothing for null. */
export const momentum = (decayRate: number | undefined, nesterov: boolean): Transform =>
  decayRate === undefined
    ? identity
    : fromOptions(trace({ decay: decayRate, nesterov }), { decay: 'momentum' })

/** Leaves by shape: their names are their numbers. */
export const leavesWhere = (
  transform: Transform,
  names: readonly { readonly name: string; readonly shape: readonly number[] }[],
  holds: (shape: readonly number[]) => boolean,
): Transform => {
  const chosen = new Set(names.filter(({ shape }) => holds(shape)).map(({ name }) => name))
  return chosen.size === 0 ? identity : masked(transform, (name) => chosen.has(name))
}
