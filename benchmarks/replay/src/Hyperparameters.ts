import * as t from 'io-ts'
import { closed } from './closed.js'
import { Count, Finite } from './numbers.js'

const By = t.keyof(
  { value: null, leaf_norm: null, global_norm: null },
  'value, leaf_norm or global_norm',
)
const required = { name: t.string, lr: t.unknown }
const betas = { betas: t.tuple([Finite, Finite]) }
const clip = { clip: closed('clip', { by: By, max: Finite }) }
const decayed = { ...clip, weight_decay: Finite }
const adam = { ...decayed, eps: Finite, amsgrad: t.boolean }
const rmsprop = { ...decayed, alpha: Finite, eps: Finite, momentum: Finite, centered: t.boolean }
const official = {
  decay: Finite,
  topC: Count,
  kappa: Finite,
  critical_test: t.union([t.literal(0), t.literal(1)]),
  synced: t.boolean,
}

/** The hyperparameters of the reference optimizers, by kind; no other field is accepted. */
export const hyperparameters = {
  adam: closed('Adam', { ...required, ...betas }, adam),
  nadam: closed('NAdam', { ...required, ...betas }, { ...decayed, eps: Finite }),
  sgd: closed('SGD', required, {
    ...decayed,
    momentum: Finite,
    dampening: Finite,
    nesterov: t.boolean,
  }),
  rmsprop: closed('RMSprop', required, rmsprop),
  adabelief: closed(
    'AdaBelief',
    { ...required, ...betas },
    { ...decayed, eps: Finite, eps_root: Finite },
  ),
  lion: closed('Lion', { ...required, ...betas }, decayed),
  officialAdam: closed('Adam_CM', { ...required, ...betas }, { ...adam, ...official }),
  officialSgd: closed('SGD_C', required, {
    ...decayed,
    ...official,
    momentum: Finite,
    dampening: Finite,
  }),
  officialRmsprop: closed('RMSprop_C', required, { ...rmsprop, ...official }),
  paper: closed(
    'CM_paper',
    {
      ...required,
      ...betas,
      decay: Finite,
      topC: Count,
      read: t.keyof({ before: null, after: null }, 'before or after'),
    },
    { ...adam, key: t.literal('global_l2') },
  ),
  sam: closed('SAM', {
    name: t.string,
    rho: Finite,
    adaptive: t.boolean,
    base: t.record(t.string, t.unknown),
  }),
}
