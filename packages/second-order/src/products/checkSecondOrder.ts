import { number, type OptionsOf, optional, ranges, readOptions } from '@momenta/options'
import * as tf from '@tensorflow/tfjs-core'
import { checkFunction, checkTensors } from '../checkArguments.js'
import { withSecondOrder } from '../withSecondOrder.js'
import { bestDifference, type Gradient } from './bestDifference.js'
import { gradientOf } from './gradientOf.js'
import { hvp } from './hvp.js'
import { judgeProduct } from './judgeProduct.js'
import type { Loss, Params } from './Loss.js'
import { norm } from './norm.js'
import type { SecondOrderCheck } from './SecondOrderCheck.js'
import type { Values } from './Values.js'

const options = {
  /** The seed of the random direction. Default 1. */
  seed: number(ranges.integer, 1),
  /**
   * The length h of the step along the unit direction. Default: the first of 0.02, 0.02/4, 0.02/16
   * and 0.02/64 with an error below 1%, else the one with the smallest error.
   */
  step: optional(number(ranges.positive, 0.02)),
}

/** Options of {@link checkSecondOrder}. */
export interface CheckOptions extends OptionsOf<typeof options> {}

const unitDirection = (params: Params, seed: number): Params => {
  const drawn = Object.values(params).map(({ shape }, i) =>
    tf.randomNormal(shape, 0, 1, 'float32', seed + i),
  )
  const length = norm(drawn.map((x) => x.dataSync() as Float32Array))
  return Object.fromEntries(
    Object.keys(params).map((name, i) => [name, tf.div(drawn[i] as tf.Tensor, length)]),
  )
}

const gradientAt = <P extends Params>(
  loss: Loss<P>,
  params: P,
  along: Params,
  by: number,
): Values =>
  tf.tidy(() => {
    const moved = Object.entries(params).map(([name, x]) =>
      tf.add(x, tf.mul(along[name] as tf.Tensor, by)),
    )
    const grads = gradientOf('checkSecondOrder', loss, Object.keys(params), moved)
    return grads.map((grad, i) =>
      (grad ?? tf.zerosLike(moved[i] as tf.Tensor)).dataSync(),
    ) as Values
  })

/**
 * Compares the exact product H v along a random direction with central differences of the gradient,
 * (∇L(w + h v) − ∇L(w − h v))/2h, extrapolated from h and h/2. The difference does not depend on
 * how second derivatives are computed, so this finds an operation whose second derivative is
 * silently wrong. A test of symmetry would not.
 *
 * ok: the two differ by less than the error bar of the difference. At a kink within the step (relu,
 * a maximum) the difference is meaningless: then smaller steps are tried, and if none is small
 * enough the check is not ok and reports the kink. Nor is it ok if all derivatives are 0 (no
 * signal), as for a linear loss: check a loss with curvature. Costs four gradients for each step,
 * one more, and one product; needs `dataSync`, so not the webgpu backend in Node.
 *
 * @throws TypeError if an argument is of the wrong type, RangeError if the loss is not a scalar;
 *   Error if an operation or its gradient has no gradient, by its name. On error no tensor leaks.
 *
 * @example
 * import '@momenta/register-gradients'
 * import { checkSecondOrder } from '@momenta/second-order'
 * import '@tensorflow/tfjs-backend-cpu'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const loss = ({ w }: { w: tf.Tensor }) => tf.sum(tf.tanh(w)) as tf.Scalar
 * checkSecondOrder(loss, { w: tf.tensor1d([0.5, -1]) }).ok // => true
 */
export const checkSecondOrder = <P extends Params>(
  loss: Loss<P>,
  params: P,
  given: CheckOptions = {},
): SecondOrderCheck => {
  const { seed, step } = readOptions('checkSecondOrder', options, [given])
  checkFunction('checkSecondOrder', 'loss', loss)
  checkTensors('checkSecondOrder', 'params', params)
  return withSecondOrder(() =>
    tf.tidy(() => {
      const names = Object.keys(params)
      const along = unitDirection(params, seed) as P
      const product = hvp(loss, params, along, { allowZero: true })
      const exact = names.map((name) => product[name]?.dataSync() as Float32Array)
      const gradient: Gradient = (by) => gradientAt(loss, params, along, by)
      const steps = step === undefined ? [0.02, 0.005, 0.00125, 0.0003125] : [step]
      const found = bestDifference(gradient, norm(gradient(0)), steps)
      return { ...judgeProduct(names, exact, found) }
    }),
  )
}
