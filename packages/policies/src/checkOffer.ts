import { show } from '@momenta/options'
import type { PolicyContext } from './Policy.js'

/**
 * Checks how a policy is called.
 *
 * @throws TypeError if it is not called with keys, a key and the context.
 */
export const checkOffer = (
  who: string,
  keys: readonly number[],
  newcomer: number,
  context: PolicyContext,
): void => {
  if (
    !Array.isArray(keys) ||
    typeof newcomer !== 'number' ||
    !(context?.capacity >= 0 && context.count >= 0)
  )
    throw new TypeError(
      `${who}: call it as policy(keys, key, { capacity, count }), got ${[keys, newcomer, context].map(show).join(', ')}`,
    )
}
