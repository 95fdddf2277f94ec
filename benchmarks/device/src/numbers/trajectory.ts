import { disposeIterate, type Oracle, type Runner } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'

interface Params {
  readonly [name: string]: tf.Tensor
}

/** Leaves: a scalar, less than a workgroup, a block of 4096 and some more, and a matrix. */
const shapes: { readonly [name: string]: number[] } = {
  scalar: [1],
  short: [5],
  long: [4101],
  matrix: [24, 17],
}

const steps = 12

const leaves = (numberAt: (index: number) => number): Params =>
  Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const length = tf.util.sizeFromShape(shape)
      return [
        name,
        tf.tensor(
          Float32Array.from({ length }, (_, i) => numberAt(i)),
          shape,
        ),
      ]
    }),
  )

/** The gradients of a convex function: a curvature for each element, and a quartic term. */
const oracleOn =
  (curvatures: Params): Oracle<Params> =>
  (params) => ({
    value: tf.scalar(0),
    grads: Object.fromEntries(
      Object.entries(params).map(([name, leaf]) => [
        name,
        tf.tidy(() => tf.mul(leaf, tf.add(curvatures[name] as tf.Tensor, tf.square(leaf)))),
      ]),
    ),
  })

/** The parameters after 12 steps on the backend that is selected. */
export const trajectory = async ({ init, stepAsync }: Runner): Promise<readonly number[]> => {
  // away from zero, where a rounding changes the sign that Lion takes
  const params = leaves((i) => (i % 2 === 0 ? 1 : -1) * (0.45 + 0.25 * Math.cos(0.37 * i)))
  const curvatures = leaves((i) => 1.25 + 0.75 * Math.sin(i))
  const oracle = oracleOn(curvatures)
  let iterate = init(params)
  tf.dispose(params)
  for (let i = 0; i < steps; i++) iterate = await stepAsync(oracle, iterate)
  const read = await Promise.all(Object.values(iterate.params).map((leaf) => leaf.data()))
  disposeIterate(iterate)
  tf.dispose(curvatures)
  return read.flatMap((leaf) => [...leaf])
}
