import type { State } from '../State.js'
import type { Transform } from '../Transform.js'
import { checked } from './checked.js'
import { partNames } from './hyperparametersOf.js'
import type { Range } from './Range.js'

/**
 * The same state with other hyperparameters: nothing is rebuilt, and the tensors are shared with the state that was given.
 *
 * @param values - By part and name (`scaleByAdam.b1`), or by name alone (`learningRate`), which means every part that has it.
 * @throws RangeError if no part has a hyperparameter of that name, or the value lies outside its range.
 *
 * @example
 * import { identity, withHyperparameters } from '@momenta/core'
 *
 * withHyperparameters(identity, { step: 0, parts: [] }, {}) // => { step: 0, parts: [] }
 */
export const withHyperparameters = <L>(
  transform: Transform,
  state: State<L>,
  values: { readonly [name: string]: number },
): State<L> => {
  const names = partNames(transform)
  const known = transform.flatMap(({ hyper }, i) =>
    Object.keys(hyper).flatMap((name) => [name, `${names[i]}.${name}`]),
  )
  for (const name of Object.keys(values))
    if (!known.includes(name))
      throw new RangeError(
        `withHyperparameters: '${name}' must be one of ${[...new Set(known)].join(', ')}`,
      )
  return {
    ...state,
    parts: state.parts.map((part, i) => ({
      ...part,
      hyper: Object.fromEntries(
        Object.entries(part.hyper).map(([name, now]) => {
          const value = values[`${names[i]}.${name}`] ?? values[name]
          const range = transform[i]?.hyper[name]?.range as Range
          return [name, value === undefined ? now : checked(names[i] as string, name, value, range)]
        }),
      ),
    })),
  }
}
