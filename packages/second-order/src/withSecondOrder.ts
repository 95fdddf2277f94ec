import { checkFunction } from './checkArguments.js'
import { enableSecondOrder } from './enableSecondOrder.js'

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as { then?: unknown } | null)?.then === 'function'

/**
 * Runs a function while gradients can be differentiated again, then restores the former ones, also
 * on error. If the function returns a promise, they are restored when it settles; until then they
 * apply to everything else that runs.
 *
 * @throws TypeError if the argument is no function.
 *
 * @example
 * import '@momenta/register-gradients'
 * import { withSecondOrder } from '@momenta/second-order'
 * import '@tensorflow/tfjs-backend-cpu'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * withSecondOrder(() => tf.grad((x) => tf.grad((y) => tf.exp(y))(x))(tf.scalar(0))).dataSync() // => [1]
 */
export const withSecondOrder = <A>(run: () => A): A => {
  checkFunction('withSecondOrder', 'run', run)
  const restore = enableSecondOrder()
  let pending = false
  try {
    const result = run()
    if (!isPromise(result)) return result
    pending = true
    return result.finally(restore) as A
  } finally {
    if (!pending) restore()
  }
}
