import { chain, fromOptions } from '@momenta/core'
import { ema } from '@momenta/transforms'
import { scaleByAdahessian, scaleBySophia } from '@momenta/transforms/curvature'
import { decay, decayed, firstMoment, rate } from './parts.js'
import type { Rules } from './Rule.js'

/** The rules of Optax that read the diagonal of the Hessian, which the file gives. */
export const optaxCurvature: Rules = {
  'contrib.sophia': (o) => {
    o.ignore('hessian_diagonal_fn', 'update_interval', 'print_win_rate_every_n_steps')
    return chain(
      firstMoment(o.number('b1')),
      scaleBySophia({
        b2: o.number('b2'),
        gamma: o.number('gamma'),
        eps: o.number('eps'),
        threshold: o.optional('clip_threshold') ?? 1e300,
      }),
      decay(o.rate('weight_decay')),
      rate(o.rate('learning_rate')),
    )
  },
}

/** Those of pytorch_optimizer. */
export const pytorchCurvature: Rules = {
  SophiaH: (o) => {
    o.ignore('update_period')
    const [b1 = 0, b2 = 0] = o.numbers('betas')
    const scaling = { b2, gamma: 1, eps: o.number('eps'), threshold: o.number('p') }
    const momentum = fromOptions(ema({ decay: b1 }), { decay: 'b1' })
    return decayed(o, chain(momentum, scaleBySophia({ ...scaling, lagging: false })))
  },
  AdaHessian: (o) => {
    o.ignore('update_period')
    const [b1 = 0, b2 = 0] = o.numbers('betas')
    const [eps, power] = [o.number('eps'), o.number('hessian_power')]
    return decayed(o, chain(firstMoment(b1), scaleByAdahessian({ b2, eps, power })))
  },
}
