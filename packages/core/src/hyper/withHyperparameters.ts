import { checkNumber, didYouMean, fieldsOf, show } from '@momenta/options'
import { checkTransform } from '../checkTransform.js'
import type { Description } from '../Description.js'
import type { State } from '../State.js'
import type { Transform } from '../Transform.js'
import { partNames } from './hyperparametersOf.js'

/**
 * The names that set a hyperparameter: part and name, and the name of the option that it comes
 * from.
 */
const namesOf = (part: string, name: string, option: string | null = name): readonly string[] =>
  option === null ? [`${part}.${name}`] : [`${part}.${name}`, option]

/**
 * Returns the state with other hyperparameters. Nothing is rebuilt; tensors are shared with the
 * state given.
 *
 * The name of an option (`b1` of adamCM, `momentum` of sgd) sets every hyperparameter that comes
 * from it; part and name (`scaleByAdam.b1`) set one.
 *
 * @param values - By option, or by part and name, which takes precedence.
 * @param who - The name of the caller in errors.
 * @throws TypeError if the first argument is not a transform or the values are not an object of
 *   numbers; RangeError if no hyperparameter has that name or a value lies outside its range.
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
  who = 'withHyperparameters',
): State<L> => {
  checkTransform(who, transform)
  const given = fieldsOf(values)
  if (given === undefined)
    throw new TypeError(
      `${who}: the values must be an object such as { learningRate: 0.1 }, got ${show(values)}`,
    )
  const parts = partNames(transform)
  const names = transform.map(({ hyper }, i) =>
    Object.entries(hyper).map(
      ([name, { option }]) => [name, namesOf(parts[i] as string, name, option)] as const,
    ),
  )
  const known = [...new Set(names.flatMap((part) => part.flatMap(([, all]) => [...all].reverse())))]
  for (const name of given.keys())
    if (!known.includes(name as string))
      throw new RangeError(
        `${who}: ${show(name)} must be one of ${known.join(', ')}${didYouMean(known, name)}`,
      )
  const next = (i: number, now: { readonly [name: string]: number }) =>
    Object.fromEntries(
      Object.entries(now).map(([name, value]) => {
        const { range, option } = (transform[i] as Description).hyper[name] ?? {}
        const set = namesOf(parts[i] as string, name, option).map((each) => given.get(each))
        const to = set.find((each) => each !== undefined)
        return [
          name,
          to === undefined || range === undefined
            ? value
            : checkNumber(parts[i] as string, name, to, range),
        ]
      }),
    )
  return {
    ...state,
    parts: state.parts.map((part, i) => ({ ...part, hyper: next(i, part.hyper) })),
  }
}
