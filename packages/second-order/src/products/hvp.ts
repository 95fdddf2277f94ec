import { flag, type OptionsOf, readOptions } from '@momenta/options'
import * as tf from '@tensorflow/tfjs-core'
import { checkFunction, checkTensors } from '../checkArguments.js'
import { withSecondOrder } from '../withSecondOrder.js'
import { gradientOf } from './gradientOf.js'
import type { Loss, Params } from './Loss.js'

const options = {
  /**
   * Returns zeros for a parameter that the gradient does not depend on. Then the loss does not
   * depend on it or is linear in it, or an operation such as reading values removed it from the
   * tape. Default false: an error.
   */
  allowZero: flag(false),
}

/** Options of {@link hvp}. */
export interface HvpOptions extends OptionsOf<typeof options> {}

const checkDirection = (params: Params, direction: Params): void => {
  for (const [name, { shape }] of Object.entries(params)) {
    const got = direction[name]?.shape
    if (got === undefined || !tf.util.arraysEqual(got, shape))
      throw new RangeError(
        `hvp: direction.${name} must have the shape [${shape}], got ${got === undefined ? 'none' : `[${got}]`}`,
      )
  }
}

const project = (grads: readonly (tf.Tensor | undefined)[], along: readonly tf.Tensor[]) =>
  grads.reduce<tf.Tensor>(
    (sum, grad, i) =>
      grad === undefined ? sum : tf.add(sum, tf.sum(tf.mul(grad, along[i] as tf.Tensor))),
    tf.scalar(0),
  ) as tf.Scalar

const zeroOf = (name: string, tensor: tf.Tensor, allowed: boolean): tf.Tensor => {
  if (!allowed)
    throw new Error(
      `hvp: the gradient does not depend on the parameter ${name}; if the loss does not use it or is linear in it, pass allowZero: true, else avoid operations that leave the tape, as reading values does`,
    )
  return tf.zerosLike(tensor)
}

/**
 * The exact product H v of the Hessian of a loss with a direction, by differentiating the gradient
 * along v: H v = ∇(∇L · v). Enables gradients that can be differentiated again while it runs.
 *
 * Two to three times the cost of a gradient; the memory of both passes. At a kink (relu, a maximum)
 * it is the Hessian of the piece that contains the parameters.
 *
 * @param loss a pure function of the parameters: the same operations each time, no dropout.
 * @param params tensors by name.
 * @param direction tensors of the same names and shapes.
 *
 * @throws TypeError if an argument is of the wrong type, RangeError if the loss is not a scalar or
 *   a shape differs; Error if the gradient does not depend on a parameter, unless `allowZero`, or
 *   if an operation has no gradient, by its name. On error no tensor leaks.
 *
 * Source: Pearlmutter 1994; reverse over reverse.
 *
 * @example
 * import '@momenta/register-gradients'
 * import { hvp } from '@momenta/second-order'
 * import '@tensorflow/tfjs-backend-cpu'
 * import * as tf from '@tensorflow/tfjs-core'
 *
 * const loss = ({ w }: { w: tf.Tensor }) => tf.sum(tf.mul(tf.square(w), [1, 3])) as tf.Scalar
 * hvp(loss, { w: tf.tensor1d([5, 5]) }, { w: tf.tensor1d([1, 1]) }).w.dataSync() // => [2, 6]
 */
export const hvp = <P extends Params>(
  loss: Loss<P>,
  params: P,
  direction: P,
  given: HvpOptions = {},
): { readonly [N in keyof P]: tf.Tensor } => {
  const { allowZero } = readOptions('hvp', options, [given])
  checkFunction('hvp', 'loss', loss)
  checkTensors('hvp', 'params', params)
  checkTensors('hvp', 'direction', direction)
  checkDirection(params, direction)
  const names = Object.keys(params)
  const products = withSecondOrder(() =>
    tf.tidy(() => {
      // clones: a direction may be a parameter itself, and a tensor may have two names
      const tensors = names.map((name) => tf.clone(params[name] as tf.Tensor))
      const along = names.map((name) => tf.clone(direction[name] as tf.Tensor))
      const slope = () => project(gradientOf('hvp', loss, names, tensors), along)
      const seconds = gradientOf('hvp', slope, names, tensors)
      return seconds.map(
        (product, i) => product ?? zeroOf(names[i] as string, tensors[i] as tf.Tensor, allowZero),
      )
    }),
  )
  return Object.fromEntries(names.map((name, i) => [name, products[i]])) as {
    readonly [N in keyof P]: tf.Tensor
  }
}
