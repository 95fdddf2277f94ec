import { kindOf } from '@momenta/core'
import { isTensor } from '../isTensor.js'

/** Checks that an argument is a function. */
export const checkOracle = (who: string, oracle: unknown): void => {
  if (typeof oracle === 'function') return
  const swapped = typeof oracle === 'object' && oracle !== null && 'params' in oracle
  throw new TypeError(
    `${who}: the oracle must be a function such as oracleOf(loss), got ${swapped ? `an iterate, which comes second: ${who}(oracle, iterate)` : isTensor(oracle) ? 'a tensor' : kindOf(oracle)}`,
  )
}
