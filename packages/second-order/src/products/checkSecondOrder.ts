import * as tf from '@tensorflow/tfjs-core'
import { withSecondOrder } from '../withSecondOrder.js'
import { gradientOf } from './gradientOf.js'
import { hvp } from './hvp.js'
import type { Loss, Params } from './Loss.js'

/** Options of {@link checkSecondOrder}. */
export interface CheckOptions {
  /** Of the random direction. Default 1. */
  readonly seed?: number
  /** h, the length of the step along the unit direction. Default 0.02. */
  readonly step?: number
}

/** What {@link checkSecondOrder} found. */
export interface SecondOrderCheck {
  readonly ok: boolean
  /** ‖H v − difference‖ / ‖difference‖. */
  readonly difference: number
  /** How far the difference itself may be off, relative too: its change under half the step, and the rounding of float32. */
  readonly errorBar: number
  /** The parameter whose part of H v is farthest off. */
  readonly worst: string
  /** One line. */
  readonly message: string
}

type Values = Float32Array[]

const norm = (values: Values): number => Math.hypot(...values.map((x) => Math.sqrt(dot(x))))
const dot = (x: Float32Array): number => x.reduce((sum, value) => sum + value * value, 0)
const minus = (a: Values, b: Values): Values =>
  a.map((x, i) => x.map((value, j) => value - (b[i]?.[j] as number)))

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

const halfUnit = 2 ** -24

/**
 * Compares the exact product H v along a random direction with central differences of the gradient, (∇L(w + h v) − ∇L(w − h v))/2h, extrapolated from h and
 * h/2. The difference is true however the second derivative is computed, so this finds an operation whose second derivative is wrong in silence. A symmetry test
 * would not.
 *
 * ok: the two differ by less than the error bar of the difference. At a kink within the step (relu, a maximum) the difference itself is meaningless: its
 * error bar is then large, and the message says so. Four gradients and one product; needs `dataSync`, so not the webgpu backend in Node.
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
  { seed = 1, step = 0.02 }: CheckOptions = {},
): SecondOrderCheck =>
  withSecondOrder(() =>
    tf.tidy(() => {
      const names = Object.keys(params)
      const along = unitDirection(params, seed) as P
      const product = hvp(loss, params, along, { allowZero: true })
      const exact = names.map((name) => product[name]?.dataSync() as Float32Array)
      const ends = [step, -step, step / 2, -step / 2].map((by) =>
        gradientAt(loss, params, along, by),
      )
      const [far, near] = [0, 2].map((i) =>
        minus(ends[i] as Values, ends[i + 1] as Values).map((x) =>
          x.map((value) => value / (i === 0 ? 2 * step : step)),
        ),
      ) as unknown as [Values, Values]
      const extrapolated = near.map((x, i) =>
        x.map((v, j) => v + (v - (far[i]?.[j] as number)) / 3),
      )
      const size = Math.max(norm(extrapolated), 1e-30)
      const rounding = (8 * halfUnit * norm(ends[2] as Values)) / step / size
      const errorBar = norm(minus(near, far)) / size + rounding + 1e-5
      const apart = minus(exact, extrapolated)
      const difference = norm(apart) / size
      const parts = apart.map((x) => Math.sqrt(dot(x)))
      const worst = names[parts.indexOf(Math.max(...parts))] as string
      const ok = difference <= errorBar
      return { ok, difference, errorBar, worst, message: told(ok, difference, errorBar, worst) }
    }),
  )

const told = (ok: boolean, difference: number, errorBar: number, worst: string): string => {
  const by = `checkSecondOrder: H v and the difference of gradients differ by ${difference.toExponential(1)}, the difference is good to ${errorBar.toExponential(1)}`
  if (errorBar > 0.1) return `${by}, which says little: a kink within the step? try a smaller one`
  return ok ? by : `${by}; an operation on the way to ${worst} has a wrong second derivative`
}
