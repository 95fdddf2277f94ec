import * as tf from '@tensorflow/tfjs-core'
import { withSecondOrder } from '../withSecondOrder.js'
import { bestDifference, type Difference, type Gradient } from './bestDifference.js'
import { gradientOf } from './gradientOf.js'
import { hvp } from './hvp.js'
import type { Loss, Params } from './Loss.js'
import { minus } from './minus.js'
import { norm } from './norm.js'
import type { Values } from './Values.js'

/** Options of {@link checkSecondOrder}. */
export interface CheckOptions {
  /** Of the random direction. Default 1. */
  readonly seed?: number
  /**
   * h, the length of the step along the unit direction. Default: 0.02, and where the difference is
   * not good to 1% there, a quarter of it, down to 0.02/64; what is best is taken.
   */
  readonly step?: number
}

/** What {@link checkSecondOrder} found. */
export interface SecondOrderCheck {
  /** Whether there is a signal, both agree within the error bar, and the error bar says anything. */
  readonly ok: boolean
  /**
   * Whether there was anything to compare: false where both H v and the difference are 0 for every
   * parameter. 0 = 0 proves nothing: a loss that does not depend on its parameters passes it too.
   */
  readonly signal: boolean
  /** ‖H v − difference‖ / ‖difference‖. */
  readonly difference: number
  /**
   * How far the difference itself may be off, relative too: its change under half the step, and the
   * rounding of float32.
   */
  readonly errorBar: number
  /** The h of the difference. */
  readonly step: number
  /** The parameter whose part of H v is farthest off. */
  readonly worst: string
  /** One line. */
  readonly message: string
}

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
 * (∇L(w + h v) − ∇L(w − h v))/2h, extrapolated from h and h/2. The difference is true however the
 * second derivative is computed, so this finds an operation whose second derivative is wrong in
 * silence. A symmetry test would not.
 *
 * ok: the two differ by less than the error bar of the difference. At a kink within the step (relu, a
 * maximum) the difference itself is meaningless: smaller steps are tried then, and where none is
 * small enough the result is not ok and says so. Nor is it ok where all derivatives are 0 (no
 * signal), as for a linear loss, or one that does not depend on its parameters: check a loss with
 * curvature. Four gradients for each step, one more, and one product; needs `dataSync`, so not the
 * webgpu backend in Node.
 *
 * @throws RangeError if the loss is no scalar; Error if an operation has no gradient, or its
 * gradient none, by its name. Nothing leaks then.
 *
 * @example
 * import '@momenta/gradients'
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
  { seed = 1, step }: CheckOptions = {},
): SecondOrderCheck =>
  withSecondOrder(() =>
    tf.tidy(() => {
      const names = Object.keys(params)
      const along = unitDirection(params, seed) as P
      const product = hvp(loss, params, along, { allowZero: true })
      const exact = names.map((name) => product[name]?.dataSync() as Float32Array)
      const gradient: Gradient = (by) => gradientAt(loss, params, along, by)
      const steps = step === undefined ? [0.02, 0.005, 0.00125, 0.0003125] : [step]
      const found = bestDifference(gradient, norm(gradient(0)), steps)
      return { ...judged(names, exact, found) }
    }),
  )

const finding = (
  names: readonly string[],
  apart: Values,
  { size, errorBar, kinked, step }: Difference,
): Omit<SecondOrderCheck, 'signal'> => {
  const difference = norm(apart) / size
  const parts = apart.map((x) => norm([x]))
  const worst = (names[parts.indexOf(Math.max(...parts))] ?? names[0]) as string
  const ok = difference <= errorBar && !kinked
  const by = `checkSecondOrder: H v and the difference of gradients differ by ${difference.toExponential(1)}, the difference is good to ${errorBar.toExponential(1)} (step ${step})`
  const why = kinked
    ? ', which says little: a kink within the step? try a smaller one'
    : `; an operation on the way to ${worst} has a wrong second derivative`
  return { ok, difference, errorBar, step, worst, message: ok ? by : by + why }
}

const allFinite = (values: Values): boolean => values.every((x) => x.every(Number.isFinite))

const judged = (names: readonly string[], exact: Values, found: Difference): SecondOrderCheck => {
  const result = finding(names, minus(exact, found.values), found)
  const not = { ...result, ok: false }
  if (!allFinite(exact) || !allFinite(found.values))
    return {
      ...not,
      signal: true,
      message:
        'checkSecondOrder: H v and the gradients must be finite at the parameters and a step beside them, and they are not; check at another point',
    }
  if (norm(exact) === 0 && norm(found.values) === 0)
    return {
      ...not,
      signal: false,
      message:
        'checkSecondOrder: no signal: H v and the differences of the gradient are 0 for every parameter, which proves nothing; check that the loss depends on its parameters, and use one with curvature (the square of this one, or another point)',
    }
  return { ...result, signal: true }
}
