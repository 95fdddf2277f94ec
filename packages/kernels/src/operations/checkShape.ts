import { Tensor, util } from '@tensorflow/tfjs-core'

const kindOf = (value: unknown): string => (value === null ? 'null' : typeof value)

/** @throws TypeError if a value is no tensor. */
export const checkTensor = (who: string, what: string, value: unknown): void => {
  if (!(value instanceof Tensor))
    throw new TypeError(`${who}: ${what} must be a tensor, got ${kindOf(value)}`)
}

/** @throws TypeError if an argument with fields is no object. */
export const checkFields = (who: string, what: string, value: unknown): void => {
  if (typeof value !== 'object' || value === null)
    throw new TypeError(`${who}: ${what} must be an object, got ${kindOf(value)}`)
}

/** @throws TypeError if a value is no tensor, RangeError if it has another shape. */
export const checkShape = (
  who: string,
  what: string,
  tensor: Tensor,
  shape: readonly number[],
): void => {
  checkTensor(who, what, tensor)
  if (!util.arraysEqual(tensor.shape, shape as number[]))
    throw new RangeError(`${who}: ${what} must have the shape [${shape}], got [${tensor.shape}]`)
}
