import * as tf from '@tensorflow/tfjs-core'
import { withSecondOrder } from '../withSecondOrder.js'
import { gradientOf } from './gradientOf.js'
import type { Loss, Params } from './Loss.js'

/** Options of {@link hvp}. */
export interface HvpOptions {
  /**
   * Whether a parameter that the gradient does not depend on is answered with zeros. The loss may not depend on it, or be linear in it; or an operation in
   * between may have cut it off, as reading its values does. Default false: that is an error.
   */
  readonly allowZero?: boolean
}

const expectDirection = (params: Params, direction: Params): void => {
  for (const [name, { shape }] of Object.entries(params)) {
    const got = direction[name]?.shape
    if (got === undefined || !tf.util.arraysEqual(got, shape))
      throw new RangeError(
        `hvp: direction.${name} must have the shape [${shape}], got ${got === undefined ? 'none' : `[${got}]`}`,
      )
  }
}

const projected = (grads: readonly (tf.Tensor | undefined)[], along: readonly tf.Tensor[]) =>
  grads.reduce<tf.Tensor>(
    (sum, grad, i) =>
      grad === undefined ? sum : tf.add(sum, tf.sum(tf.mul(grad, along[i] as tf.Tensor))),
    tf.scalar(0),
  ) as tf.Scalar

const zeroOf = (name: string, tensor: tf.Tensor, allowed: boolean): tf.Tensor => {
  if (!allowed)
    throw new Error(
      `hvp: the gradient must depend on the parameter ${name}, and it does not; if the loss does not use it or is linear in it, pass allowZero: true, else an operation between them leaves the tape (reading values does)`,
    )
  return tf.zerosLike(tensor)
}

/**
 * The exact product H v of the Hessian of a loss with a direction, by differentiating the gradient along v: H v = ∇(∇L · v). Gradients that can be
 * differentiated again are in force while it runs, and the former ones return, also when the loss throws.
 *
 * Two to three times the cost of a gradient; the memory of both passes. At a kink (relu, a maximum) it is the Hessian of the piece that the parameters lie on.
 *
 * @param loss a pure function of the parameters: the same operations each time, no dropout.
 * @param params tensors by name.
 * @param direction tensors of the same names and shapes.
 *
 * @throws RangeError if the loss is no scalar or a shape differs; Error if the gradient does not depend on a parameter, unless `allowZero`, or if an operation
 * has no gradient, by its name. Nothing leaks then.
 *
 * Source: Pearlmutter 1994; reverse over reverse.
 *
 * @example
 * import '@momenta/gradients'
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
  { allowZero = false }: HvpOptions = {},
): { readonly [N in keyof P]: tf.Tensor } => {
  expectDirection(params, direction)
  const names = Object.keys(params)
  const products = withSecondOrder(() =>
    tf.tidy(() => {
      // clones: a direction that is a parameter itself must be no variable, and a tensor that stands under two names is two
      const tensors = names.map((name) => tf.clone(params[name] as tf.Tensor))
      const along = names.map((name) => tf.clone(direction[name] as tf.Tensor))
      const slope = () => projected(gradientOf('hvp', loss, names, tensors), along)
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
