import * as tf from '@tensorflow/tfjs-core'
import { checkIterate } from '../checks/checkIterate.js'
import type { Iterate } from '../Iterate.js'
import { checkHeld } from './checkHeld.js'
import { mapTensors } from './mapTensors.js'
import { tensorsOf } from './tensorsOf.js'

/** {@link cloneIterate} with the name of another function in errors. */
export const heldClone = <I extends Iterate<unknown>>(who: string, iterate: I): I => {
  checkIterate(who, iterate)
  const { params, state, value, aux, ...rest } = iterate
  const held = {
    params,
    state,
    ...(value === undefined ? {} : { value }),
    ...(aux === undefined ? {} : { aux }),
  }
  checkHeld(who, tensorsOf(held))
  const clones = mapTensors(held, (tensor) => tf.keep(tf.clone(tensor)))
  return { ...rest, ...clones } as Iterate<unknown> as I
}

/**
 * A second iterate with the same values, to keep while a step consumes the first. Cheap: tfjs
 * shares the data.
 *
 * @throws TypeError if the argument is not an iterate, or a step consumed it.
 *
 * @example
 * import '@tensorflow/tfjs-backend-cpu'
 * import { cloneIterate, eager } from '@momenta/eager'
 * import { identity, optimizer } from '@momenta/core'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const iterate = eager(optimizer(identity)).init({ w: tf.scalar(3) })
 * cloneIterate(iterate).params.w.dataSync() // => [3]
 */
export const cloneIterate = <I extends Iterate<unknown>>(iterate: I): I =>
  heldClone('cloneIterate', iterate)
