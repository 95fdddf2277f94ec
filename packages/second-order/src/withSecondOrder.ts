import { enableSecondOrder } from './enableSecondOrder.js'

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as { then?: unknown } | null)?.then === 'function'

/**
 * Runs a function while gradients can be differentiated again, and puts the former ones back, also when it throws. A function that answers a promise has them
 * until the promise is settled, and so has everything else that runs meanwhile.
 *
 * @example
 * import '@momenta/gradients'
 * import { withSecondOrder } from '@momenta/second-order'
 * import '@tensorflow/tfjs-backend-cpu'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * withSecondOrder(() => tf.grad((x) => tf.grad((y) => tf.exp(y))(x))(tf.scalar(0))).dataSync() // => [1]
 */
export const withSecondOrder = <A>(run: () => A): A => {
  const restore = enableSecondOrder()
  let pending = false
  try {
    const answer = run()
    if (!isPromise(answer)) return answer
    pending = true
    return answer.finally(restore) as A
  } finally {
    if (!pending) restore()
  }
}
