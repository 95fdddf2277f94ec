import { checked } from './checked.js'
import type { Hyperparameter } from './Hyperparameter.js'
import type { Range } from './Range.js'

/**
 * Checks the numbers of a factory's options and declares them as hyperparameters.
 *
 * @throws TypeError, RangeError as {@link checked}.
 *
 * @example
 * import { hyperparameters, ranges } from '@momenta/core'
 *
 * hyperparameters('ema', { decay: [0.9, ranges.decay] }).decay.value // => 0.9
 */
export const hyperparameters = <N extends string>(
  who: string,
  numbers: { readonly [name in N]: readonly [value: number, range: Range] },
): { readonly [name in N]: Hyperparameter } =>
  Object.fromEntries(
    Object.entries<readonly [number, Range]>(numbers).map(([name, [value, range]]) => [
      name,
      { value: checked(who, name, value, range), range },
    ]),
  ) as { readonly [name in N]: Hyperparameter }
