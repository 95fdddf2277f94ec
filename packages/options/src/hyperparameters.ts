import { checkNumber } from './checkNumber.js'
import type { Hyperparameter } from './describeOptions.js'
import type { Range } from './Range.js'
import { show } from './show.js'

/**
 * Checks numbers and declares them as hyperparameters, for a transform that does not declare its
 * options.
 *
 * @throws TypeError, RangeError as {@link checkNumber}.
 *
 * @example
 * import { hyperparameters, ranges } from '@momenta/options'
 *
 * hyperparameters('ema', { decay: [0.9, ranges.decay] }).decay.value // => 0.9
 */
export const hyperparameters = <N extends string>(
  who: string,
  numbers: { readonly [name in N]: readonly [value: number, range: Range] },
): { readonly [name in N]: Hyperparameter } =>
  Object.fromEntries(
    Object.entries<readonly [number, Range]>(numbers).map(([name, pair]) => {
      if (typeof pair?.[1]?.holds !== 'function')
        throw new TypeError(`${who}: ${name} must be declared as [value, range], got ${show(pair)}`)
      const [value, range] = pair
      return [name, { value: checkNumber(who, name, value, range), range }]
    }),
  ) as { readonly [name in N]: Hyperparameter }
