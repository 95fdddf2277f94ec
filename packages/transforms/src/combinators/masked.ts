import type { Transform } from '@momenta/core'
import { checkedPart, checkedPredicate } from '@momenta/options'

/**
 * Lets a transform act on some leaves only; on the others the updates pass by and nothing is kept. A norm over all leaves is then over
 * those leaves.
 *
 * @param mask - Whether the leaf of that name takes part.
 * @throws TypeError if the transform is none, or the mask is not a function.
 *
 * @example
 * import { clipByValue, masked } from '@momenta/transforms'
 *
 * masked(clipByValue(), (name) => name.startsWith('dense'))[0].only?.('dense/kernel') // => true
 */
export const masked = (
  transform: Transform = [],
  mask: (name: string) => boolean = () => true,
): Transform => {
  checkedPart('masked', 'transform', transform, 'transform')
  checkedPredicate('masked', 'mask', mask)
  return transform.map((description) => {
    const { only } = description
    return {
      ...description,
      only: only === undefined ? mask : (name: string) => mask(name) && only(name),
    }
  })
}
