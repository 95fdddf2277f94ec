import * as t from 'io-ts'
import { decodedAs } from './decodedAs.js'
import { Count, Finite } from './numbers.js'
import type { Described } from './optimizers/fields.js'

const Changes = t.readonlyArray(
  t.type({ step: Count, hyperparams: t.record(t.string, Finite) }, 'a step and hyperparams'),
  'changes',
)

const ownNames: { readonly [name: string]: string } = {
  learning_rate: 'learningRate',
  weight_decay: 'weightDecay',
  eps_root: 'epsRoot',
}

type Values = { readonly [name: string]: number }

/** The hyperparameters that a file sets, by the step before whose update it sets them. */
export const changesOf = ({ changes = [] }: Described): ReadonlyMap<number, Values> =>
  new Map(
    decodedAs('changes', Changes, changes).map(({ step, hyperparams }) => [
      step,
      Object.fromEntries(
        Object.entries(hyperparams).map(([name, value]) => [ownNames[name] ?? name, value]),
      ),
    ]),
  )
