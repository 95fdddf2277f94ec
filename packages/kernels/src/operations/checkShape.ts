import { type Tensor, util } from '@tensorflow/tfjs-core'

/** @throws RangeError if a tensor has another shape. */
export const checkShape = (
  who: string,
  what: string,
  tensor: Tensor,
  shape: readonly number[],
): void => {
  if (!util.arraysEqual(tensor.shape, shape as number[]))
    throw new RangeError(`${who}: ${what} must have the shape [${shape}], got [${tensor.shape}]`)
}
