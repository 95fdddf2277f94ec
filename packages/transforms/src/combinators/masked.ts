import type { Transform } from '@momenta/core'
import { checkPart, checkPredicate } from '@momenta/options'

/**
 * Applies a transform to some leaves only; the updates of the others are unchanged and have no
 * state. Global norms inside are over the selected leaves.
 *
 * @param mask - Whether the leaf of that name and shape is selected.
 * @throws TypeError if the first argument is not a transform, or the mask is not a function.
 *
 * @example
 * import { clipByValue, masked } from '@momenta/transforms'
 *
 * masked(clipByValue(), (name) => name.startsWith('dense'))[0].only?.('dense/kernel', [2, 3]) // => true
 */
export const masked = (
  transform: Transform = [],
  mask: (name: string, shape: readonly number[]) => boolean = () => true,
): Transform => {
  checkPart('masked', 'transform', transform, 'transform')
  checkPredicate('masked', 'mask', mask)
  return transform.map((description) => {
    const { only } = description
    return {
      ...description,
      only:
        only === undefined
          ? mask
          : (name: string, shape: readonly number[]) => mask(name, shape) && only(name, shape),
    }
  })
}
