import type { Optimizer } from '@momenta/core'
import { adabelief, adam, adamw, lion, nadam, rmsprop, sgd } from '@momenta/optimizers'
import { decodedAs } from '../decodedAs.js'
import { hyperparameters as h } from '../Hyperparameters.js'
import { common, type Described, given, moments } from './fields.js'

const adamLike =
  (build: typeof adam | typeof adamw) =>
  (o: Described): Optimizer => {
    const d = decodedAs(String(o.name), h.adam, o)
    return build({
      ...moments(d),
      ...given({ eps: d.eps, amsgrad: d.amsgrad }),
      ...common(d),
      ...(build === adamw ? { weightDecay: d.weight_decay ?? 0 } : {}),
    })
  }

/** The optimizers of torch.optim and Optax, by the names of reference files. */
export const published = {
  Adam: adamLike(adam),
  AdamW: adamLike(adamw),
  NAdam: (o: Described) => {
    const d = decodedAs('NAdam', h.nadam, o)
    return nadam({ ...moments(d), ...given({ eps: d.eps }), ...common(d) })
  },
  SGD: (o: Described) => {
    const d = decodedAs('SGD', h.sgd, o)
    const { momentum = 0, dampening, nesterov } = d
    return sgd({ momentum, ...given({ dampening, nesterov }), ...common(d) })
  },
  RMSprop: (o: Described) => {
    const d = decodedAs('RMSprop', h.rmsprop, o)
    const { alpha, eps, momentum, centered } = d
    return rmsprop({ ...given({ decay: alpha, eps, momentum, centered }), ...common(d) })
  },
  AdaBelief: (o: Described) => {
    const d = decodedAs('AdaBelief', h.adabelief, o)
    return adabelief({
      ...moments(d),
      ...given({ eps: d.eps, epsRoot: d.eps_root }),
      ...common(d),
    })
  },
  Lion: (o: Described) => {
    const d = decodedAs('Lion', h.lion, o)
    return lion({ ...moments(d), ...common(d) })
  },
}
