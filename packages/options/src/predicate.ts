import { isFactory } from './isFactory.js'
import type { Option } from './Option.js'
import { problem } from './problem.js'

const says = 'must be a function from the name of a leaf to true or false'

/**
 * An option that picks leaves by name; by default all of them.
 *
 * @example
 * import { predicate } from '@momenta/options'
 *
 * predicate().example()('dense/kernel', [3, 2]) // => true
 */
export const predicate = (): Option<
  (name: string, shape: readonly number[]) => boolean,
  'default'
> => ({
  shape: { kind: 'predicate' },
  presence: 'default',
  says,
  problemOf: (given) =>
    typeof given === 'function' && !isFactory(given) ? undefined : problem(says, given),
  example: () => () => true,
  changes: false,
})

/**
 * Returns the value if it is a function and not a factory.
 *
 * @throws TypeError if it is not: `masked: mask must be a function from the name of a leaf to true
 *   or false, got 'w'`.
 *
 * @example
 * import { checkPredicate } from '@momenta/options'
 *
 * checkPredicate('masked', 'mask', (name: string) => name === 'w')('w') // => true
 */
export const checkPredicate = <F>(who: string, name: string, value: F, must = says): F => {
  if (typeof value === 'function' && !isFactory(value)) return value
  throw new TypeError(`${who}: ${name} ${problem(must, value).says}`)
}
