import { chain, identity } from '@momenta/core'
import {
  addGradients,
  ema,
  scaleByAcprop,
  scaleByAdemamix,
  scaleByAdopt,
  scaleBySecondMoment,
  scheduled,
  trace,
} from '@momenta/transforms'
import { belief, lookingAhead, rms, yogiScaling } from './optaxRecipes.js'
import {
  adadeltaScaling,
  adagradScaling,
  adamaxDirection,
  adanDirection,
  amsgradDirection,
  lionDirection,
  radamDirection,
} from './optaxTransforms.js'
import { both, decay, firstMoment, momentum, optaxAdam, rate } from './parts.js'
import type { Rule, Rules } from './Rule.js'

const adam: Rule = (o) => chain(optaxAdam(o), rate(o.rate('learning_rate')))

const adamW: Rule = (o) =>
  chain(optaxAdam(o), decay(o.rate('weight_decay')), rate(o.rate('learning_rate')))

const adamax: Rule = (o) =>
  chain(
    adamaxDirection(o),
    decay(o.has('weight_decay') ? o.rate('weight_decay') : 0),
    rate(o.rate('learning_rate')),
  )

const ademamix: Rule = (o) => {
  const [b3, alpha] = [o.rate('b3') ?? 0, o.rate('alpha') ?? 0]
  const numbers = { b3, alpha }
  const fixed = Object.fromEntries(
    Object.entries(numbers).filter(([, value]) => typeof value === 'number'),
  )
  const moving = Object.fromEntries(
    Object.entries(numbers).flatMap(([name, value]) =>
      typeof value === 'function' ? [[name, value]] : [],
    ),
  )
  const mix = scaleByAdemamix({
    b2: o.number('b2'),
    eps: o.number('eps'),
    epsRoot: o.number('eps_root'),
    of: 'grads',
    ...fixed,
  })
  return chain(
    both(firstMoment(o.number('b1')), scheduled(mix, moving)),
    decay(o.rate('weight_decay')),
    rate(o.rate('learning_rate')),
  )
}

/** The optimizers of Optax that divide by an adaptive size of each element. */
export const optaxAdaptive: Rules = {
  adam,
  adamw: adamW,
  nadam: adam,
  nadamw: adamW,
  adamax,
  adamaxw: adamax,
  amsgrad: (o) => chain(amsgradDirection(o), rate(o.rate('learning_rate'))),
  adan: (o) =>
    chain(adanDirection(o), decay(o.rate('weight_decay')), rate(o.rate('learning_rate'))),
  lion: (o) =>
    chain(lionDirection(o), decay(o.rate('weight_decay')), rate(o.rate('learning_rate'))),
  'contrib.ademamix': ademamix,
  adabelief: (o) => chain(belief(o), rate(o.rate('learning_rate'))),
  adagrad: (o) => chain(adagradScaling(o), rate(o.rate('learning_rate'))),
  adadelta: (o) =>
    chain(decay(o.rate('weight_decay')), adadeltaScaling(o), rate(o.rate('learning_rate'))),
  radam: (o) => chain(radamDirection(o), rate(o.rate('learning_rate'))),
  rmsprop: (o) =>
    chain(
      rms(o),
      rate(o.rate('learning_rate')),
      momentum(o.optional('momentum'), o.flag('nesterov')),
    ),
  yogi: (o) => chain(yogiScaling(o), rate(o.rate('learning_rate'))),
  'contrib.simplified_ademamix': (o) =>
    chain(
      both(
        chain(trace({ decay: o.number('b1') }), addGradients({ weight: o.number('alpha') })),
        scaleBySecondMoment({
          b2: o.number('b2'),
          eps: o.number('eps'),
          epsRoot: o.number('eps_root'),
          of: 'grads',
        }),
      ),
      decay(o.rate('weight_decay')),
      rate(o.rate('learning_rate')),
    ),
  'contrib.acprop': (o) =>
    chain(
      scaleByAcprop({
        b1: o.number('b1'),
        b2: o.number('b2'),
        eps: o.number('eps'),
        epsRoot: o.number('eps_root'),
      }),
      decay(o.rate('weight_decay')),
      rate(o.rate('learning_rate')),
    ),
  'contrib.adopt': (o) => {
    const b1 = o.number('b1')
    return chain(
      scaleByAdopt({ b2: o.number('b2'), eps: o.number('eps'), clip: o.flag('use_clipping') }),
      o.flag('nesterov') ? lookingAhead(b1) : ema({ decay: b1 }),
      o.has('weight_decay') ? decay(o.rate('weight_decay')) : identity,
      rate(o.rate('learning_rate')),
    )
  },
}
