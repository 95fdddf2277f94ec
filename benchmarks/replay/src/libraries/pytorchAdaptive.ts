import { chain, counted, type Transform } from '@momenta/core'
import {
  ema,
  scaleByAdabound,
  scaleByAdan,
  scaleByAdemamix,
  scaleByPadam,
  scaleByQuasiHyperbolic,
  scaleBySecondMoment,
  scaleByYogi,
  scheduled,
  scheduleFree,
} from '@momenta/transforms'
import type { Fields } from './fieldsOf.js'
import { globalClip } from './globalClip.js'
import { mars } from './mars.js'
import { both, decay, decayed, firstMoment, rate } from './parts.js'
import { grokking, laprop } from './pytorchRecipes.js'
import type { Rule, Rules } from './Rule.js'
import { withScalars } from './withScalars.js'

const amsgrad = (o: Fields) => o.has('ams_bound') && o.flag('ams_bound')

const adan: Rule = (o) => {
  const [b1 = 0, b2 = 0, b3 = 0] = o.numbers('betas')
  const [lambda, lr] = [o.number('weight_decay'), o.number('lr')]
  const clip = globalClip(o.has('max_grad_norm') ? o.number('max_grad_norm') : 0, o.number('eps'))
  const scaling = scaleByAdan({ b2, b3, eps: o.number('eps'), of: 'grads' })
  const direction = chain(clip, both(firstMoment(b1), scaling))
  if (o.flag('weight_decouple')) return chain(direction, decay(lambda), rate(lr))
  // The decay is proximal: θ ← (θ + u)/(1 + α λ).
  const proximal = counted({
    name: 'proximal',
    slots: {},
    hyper: {},
    scalars: () => ({ decays: lr * lambda, share: 1 / (1 + lr * lambda) }),
    body: (x, { updates: u, params: p, scalars: k }) => ({
      updates: x.mul(k.share, x.sub(u, x.mul(k.decays, p))),
      slots: {},
    }),
  })
  return chain(direction, rate(lr), proximal)
}

const ademamix: Rule = (o) => {
  const [b1 = 0, b2 = 0, b3 = 0] = o.numbers('betas')
  const [alpha, steps] = [o.number('alpha'), o.optional('t_alpha_beta3')]
  const mix = scaleByAdemamix({ b2, b3, alpha, eps: o.number('eps'), of: 'grads' })
  const logs = [Math.log(b1), Math.log(b3)] as const
  const raised =
    steps === undefined
      ? mix
      : scheduled(mix, {
          alpha: (step) => Math.min(((step + 1) * alpha) / steps, alpha),
          b3: (step) => {
            const part = (step + 1) / steps
            const exponent = (logs[0] * logs[1]) / ((1 - part) * logs[1] + part * logs[0])
            return Math.min(Math.exp(exponent), b3)
          },
        })
  return decayed(o, both(firstMoment(b1), raised))
}

/** The last part of the schedule-free optimizers, with their warm-up. */
const free = (o: Fields, b1: number): Transform => {
  const [lr, warmup] = [o.number('lr'), o.number('warmup_steps')]
  const learningRate =
    warmup === 0 ? lr : (step: number) => (step + 1 < warmup ? (lr * (step + 1)) / warmup : lr)
  const average = scheduleFree({
    learningRate,
    b1,
    weightPower: o.number('weight_lr_power'),
    stepPower: o.number('r'),
  })
  const decoupling = o.has('decoupling_c') ? o.number('decoupling_c') : 0
  if (decoupling === 0) return average
  return withScalars(average, (scalars) => {
    const k = Math.min(1, (scalars.k as number) * (1 - b1) * decoupling)
    return { k, rate: scalars.rate as number, step: (scalars.rate as number) * (1 - b1 * (1 - k)) }
  })
}

/** The optimizers of pytorch_optimizer that divide by an adaptive size of each element. */
export const pytorchAdaptive: Rules = {
  Adan: adan,
  AdEMAMix: ademamix,
  MARS: mars,
  LaProp: laprop,
  GrokFastAdamW: grokking,
  AdaBound: (o) => {
    const [b1 = 0, b2 = 0] = o.numbers('betas')
    const scaling = scaleByAdabound({
      b1,
      b2,
      eps: o.number('eps'),
      epsRoot: 1e-15,
      final: o.number('final_lr') / o.number('lr'),
      gamma: o.number('gamma'),
      amsgrad: amsgrad(o),
      of: 'grads',
    })
    return decayed(o, both(ema({ decay: b1 }), scaling))
  },
  PAdam: (o) => {
    const [b1 = 0, b2 = 0] = o.numbers('betas')
    const scaling = scaleByPadam({
      b2,
      eps: o.number('eps'),
      partial: o.number('partial'),
      of: 'grads',
    })
    return decayed(o, both(firstMoment(b1), scaling))
  },
  Yogi: (o) => {
    const [b1 = 0, b2 = 0] = o.numbers('betas')
    const initial = o.number('initial_accumulator')
    const scaling = scaleByYogi({ b2, eps: o.number('eps'), initial, of: 'grads' })
    return decayed(o, both(ema({ decay: b1, debias: true, initial }), scaling))
  },
  QHAdam: (o) => {
    const [b1 = 0, b2 = 0] = o.numbers('betas')
    const [nu1 = 0, nu2 = 0] = o.numbers('nus')
    const scaling = scaleByQuasiHyperbolic({ nu1, b2, nu2, eps: o.number('eps'), of: 'grads' })
    return decayed(o, both(firstMoment(b1), scaling))
  },
  ScheduleFreeAdamW: (o) => {
    const [b1 = 0, b2 = 0] = o.numbers('betas')
    return chain(
      scaleBySecondMoment({
        b2,
        eps: o.number('eps'),
        epsRoot: 1e-15,
        maximum: amsgrad(o) ? 'corrected' : 'none',
      }),
      decay(o.number('weight_decay')),
      free(o, b1),
    )
  },
  ScheduleFreeSGD: (o) => {
    o.ignore('eps')
    return chain(decay(o.number('weight_decay')), free(o, o.number('momentum')))
  },
}
