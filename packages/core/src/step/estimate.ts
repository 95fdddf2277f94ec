import { show } from '@momenta/options'
import type { Estimator, LeafOracle } from '../Estimator.js'
import type { Leaf } from '../Leaf.js'
import type { Companions, LeafArithmetic } from '../LeafArithmetic.js'
import { mapDictionary } from '../mapDictionary.js'
import type { Optimizer } from '../optimizer.js'
import { inOrderOfNames } from './inOrderOfNames.js'

const failDropped = (estimators: readonly Estimator[]): never => {
  const names = estimators.map(({ name }) => show(name)).join(', ')
  throw new TypeError(
    `step: an estimator must return the auxiliary outputs (aux) of the oracle that it wraps, got none from ${names}`,
  )
}

const ordered = <L>(
  more: Companions<L> | undefined,
  order: (list: readonly L[]) => readonly L[],
): { readonly more?: Companions<L> } =>
  more === undefined ? {} : { more: mapDictionary(more, order) }

/**
 * The oracle of an optimizer: the user's, wrapped by each estimator in turn.
 *
 * The estimators get the leaves in the order of their names, so that their sums do not depend on
 * the order of keys.
 *
 * @param leaves - The leaves of the parameters, in the order of the oracle's arguments.
 * @throws TypeError from the oracle if it has auxiliary outputs and an estimator drops them.
 *
 * @example
 * import { type Estimator, identity, type LeafArithmetic, optimizer } from '@momenta/core'
 * import { estimate } from '@momenta/core/program'
 *
 * let asked = 0
 * const counting: Estimator = {
 *   name: 'counting',
 *   wrap: (oracle) => (params, microbatch) => {
 *     asked += 1
 *     return oracle(params, microbatch)
 *   },
 * }
 * const oracle = () => ({ value: 1, grads: [] })
 * estimate(optimizer(identity, counting), oracle, {} as LeafArithmetic<number>, 0, [])([], 0).value // => 1
 * asked // => 1
 */
export const estimate = <L>(
  { estimators }: Optimizer,
  oracle: LeafOracle<L>,
  x: LeafArithmetic<L>,
  step: number,
  leaves: readonly Leaf[],
): LeafOracle<L> => {
  if (estimators.length === 0) return oracle
  const order = inOrderOfNames(leaves)
  const sorted = <A>(list: readonly A[]): readonly A[] => order.map((i) => list[i] as A)
  const places: number[] = []
  order.forEach((leaf, place) => {
    places[leaf] = place
  })
  const back = <A>(list: readonly A[]): readonly A[] => places.map((i) => list[i] as A)
  let given = false
  const onSorted: LeafOracle<L> = (params, microbatch, evaluation = 0) => {
    const found = oracle(back(params), microbatch, evaluation)
    given ||= found.aux !== undefined
    return { ...found, grads: sorted(found.grads), ...ordered(found.more, sorted) }
  }
  const wrapped = estimators.reduce(
    (inner, { wrap }) => wrap(inner, x, step, sorted(leaves)),
    onSorted,
  )
  return (params, microbatch, evaluation = 0) => {
    const found = wrapped(sorted(params), microbatch, evaluation)
    if (given && !evaluation && !found.aux) failDropped(estimators)
    return { ...found, grads: back(found.grads), ...ordered(found.more, back) }
  }
}
