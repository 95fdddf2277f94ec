import type * as tf from '@tensorflow/tfjs-core'
import { holds, type LeafBuffers } from './LeafBuffers.js'
import type { OpenRow } from './OpenRow.js'
import { allocate, type StepBuffers } from './StepBuffers.js'

/** Whether the next parameters of a leaf may take the memory of these. */
export const isSpent = (parameter: tf.Tensor, leaf: number, step: StepBuffers): boolean =>
  !step.shared.has(parameter) &&
  step.engine.isOwn(parameter) &&
  !holds(step.next[leaf] as LeafBuffers, parameter)

/**
 * Assigns a tensor to the next parameters of a leaf: a new one on the memory of the old one, or new
 * memory. All errors are thrown here.
 *
 * @param store - The store of the next parameters.
 * @returns A function that consumes the old tensor, to call when nothing can fail any more;
 *   undefined if there is nothing to do.
 */
export const assignParameters = (
  row: OpenRow,
  store: number,
  leaf: number,
  step: StepBuffers,
): (() => void) | undefined => {
  const { engine, params, made } = step
  const parameter = params[leaf] as tf.Tensor
  const assign = (tensor: tf.Tensor) => {
    row.stores[store] = tensor
    params[leaf] = tensor
  }
  const { renew, allocateParameters } = engine
  if (allocateParameters !== undefined) {
    const tensor = allocateParameters(parameter)
    made.add(tensor)
    assign(tensor)
    return undefined
  }
  if (renew === undefined || parameter.size === 0 || !isSpent(parameter, leaf, step)) {
    assign(allocate(step, parameter, leaf))
    return undefined
  }
  // on this memory, whatever tensor holds it then
  row.stores[store] = parameter
  return () => {
    const renewed = renew(parameter)
    const { loads } = row
    for (let l = 0; l < loads.length; l++) if (loads[l] === parameter) loads[l] = renewed
    assign(renewed)
  }
}
