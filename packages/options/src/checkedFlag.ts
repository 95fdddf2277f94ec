import { checkedChoice } from './checkedChoice.js'

/**
 * Returns the value if it is true or false.
 *
 * @throws TypeError if it is not: `adam: amsgrad must be true or false, got 1`.
 *
 * @example
 * import { checkedFlag } from '@momenta/options'
 *
 * checkedFlag('adam', 'amsgrad', true) // => true
 */
export const checkedFlag = (who: string, name: string, value: unknown): boolean =>
  checkedChoice(who, name, value, [true, false])
