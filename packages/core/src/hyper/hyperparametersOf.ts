import { checkParts } from '../checkParts.js'
import { checkTransform } from '../checkTransform.js'
import type { State } from '../State.js'
import type { Transform } from '../Transform.js'

/**
 * The names of the parts of a chain; repeated names are numbered from 2.
 *
 * @example
 * import { remember } from '@momenta/core'
 * import { partNames } from '@momenta/core/program'
 *
 * partNames([...remember(), ...remember()]) // => ['remember', 'remember#2']
 */
export const partNames = (transform: Transform): readonly string[] => {
  const seen = new Map<string, number>()
  return transform.map(({ name }) => {
    const n = (seen.get(name) ?? 0) + 1
    seen.set(name, n)
    return n === 1 ? name : `${name}#${n}`
  })
}

/**
 * The current hyperparameters, by part and name.
 *
 * @example
 * import { hyperparametersOf, identity } from '@momenta/core'
 *
 * hyperparametersOf(identity, { step: 0, parts: [] }) // => {}
 */
export const hyperparametersOf = <L>(
  transform: Transform,
  state: State<L>,
): { readonly [name: string]: number } => {
  checkTransform('hyperparametersOf', transform)
  checkParts('hyperparametersOf', transform, state, true)
  const names = partNames(transform)
  return Object.fromEntries(
    state.parts.flatMap(({ hyper }, i) =>
      Object.entries(hyper).map(([name, value]) => [`${names[i]}.${name}`, value]),
    ),
  )
}
