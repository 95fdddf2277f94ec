import { checkChoice } from './checkChoice.js'

/**
 * Returns the value if it is true or false.
 *
 * @throws TypeError if it is not: `adam: amsgrad must be true or false, got 1`.
 *
 * @example
 * import { checkFlag } from '@momenta/options'
 *
 * checkFlag('adam', 'amsgrad', true) // => true
 */
export const checkFlag = (who: string, name: string, value: unknown): boolean =>
  checkChoice(who, name, value, [true, false])
