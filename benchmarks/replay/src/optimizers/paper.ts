import type { Optimizer } from '@momenta/core'
import { adamCG, adamCM } from '@momenta/optimizers'
import { priority } from '@momenta/policies'
import { decodedAs } from '../decodedAs.js'
import { hyperparameters as h } from '../Hyperparameters.js'
import { common, type Described, given, moments } from './fields.js'

const build =
  (make: typeof adamCM | typeof adamCG) =>
  (o: Described): Optimizer => {
    const d = decodedAs(String(o.name), h.paper, o)
    return make({
      ...moments(d),
      ...given({ eps: d.eps, amsgrad: d.amsgrad }),
      ...common(d),
      decoupled: true,
      capacity: d.topC,
      policy: priority({ decay: d.decay }),
      read: d.read,
    })
  }

/** The algorithms of the paper. */
export const paper = {
  CM_paper: build(adamCM),
  CG_paper: build(adamCG),
}
