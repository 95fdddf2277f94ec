import type * as tf from '@tensorflow/tfjs-core'
import { allocated, type Workshop } from './Workshop.js'

/** A row whose tensors can be exchanged. */
export interface OpenRow {
  readonly loads: tf.Tensor[]
  readonly stores: tf.Tensor[]
}

/**
 * Gives the next parameters of a leaf a place: over the old ones under a new handle, or new memory. What may fail is done now; what spends the old handle is returned,
 * to be done once nothing can fail any more.
 */
export const moved = (
  { p, name, spent }: { readonly p: tf.Tensor; readonly name: string; readonly spent: boolean },
  row: OpenRow,
  next: number,
  shop: Pick<Workshop, 'engine' | 'made'>,
  settle: (tensor: tf.Tensor) => void,
): (() => void) | undefined => {
  const write = (tensor: tf.Tensor) => {
    row.stores[next] = tensor
    settle(tensor)
  }
  const { renew, allocateParameters } = shop.engine
  if (allocateParameters !== undefined) {
    const tensor = allocateParameters(p)
    shop.made.add(tensor)
    write(tensor)
    return undefined
  }
  if (renew === undefined || !spent || p.size === 0) {
    write(allocated(p, name, shop))
    return undefined
  }
  return () => {
    const renewed = renew(p)
    const { loads } = row
    for (let l = 0; l < loads.length; l++) if (loads[l] === p) loads[l] = renewed
    write(renewed)
  }
}
