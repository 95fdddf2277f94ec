import * as t from 'io-ts'

const clip = t.partial({
  clip: t.type({
    by: t.union([t.literal('value'), t.literal('global_norm'), t.literal('leaf_norm')]),
    max: t.number,
  }),
  weight_decay: t.number,
})
const learning = t.type({ name: t.string, lr: t.unknown })
const betas = t.type({ betas: t.tuple([t.number, t.number]) })
const memory = t.partial({
  decay: t.number,
  topC: t.number,
  kappa: t.number,
  critical_test: t.number,
  synced: t.boolean,
})
const paperMemory = t.type({
  decay: t.number,
  topC: t.number,
  read: t.union([t.literal('before'), t.literal('after')]),
})
const sgd = t.partial({ momentum: t.number, dampening: t.number, nesterov: t.boolean })
const rmsprop = t.partial({
  alpha: t.number,
  eps: t.number,
  momentum: t.number,
  centered: t.boolean,
})
const adam = t.intersection([
  learning,
  betas,
  t.partial({ eps: t.number, amsgrad: t.boolean }),
  clip,
])

/** The hyperparameters of the reference optimizers, by kind. */
export const hyperparameters = {
  adam,
  sgd: t.intersection([learning, sgd, clip]),
  rmsprop: t.intersection([learning, rmsprop, clip]),
  adabelief: t.intersection([
    learning,
    betas,
    t.partial({ eps: t.number, eps_root: t.number }),
    clip,
  ]),
  lion: t.intersection([learning, betas, clip]),
  officialAdam: t.intersection([adam, memory]),
  officialSgd: t.intersection([learning, sgd, memory, clip]),
  officialRmsprop: t.intersection([learning, rmsprop, memory, clip]),
  paper: t.intersection([adam, paperMemory, t.partial({ key: t.string })]),
  sam: t.type({
    name: t.string,
    rho: t.number,
    adaptive: t.boolean,
    base: t.record(t.string, t.unknown),
  }),
}
