import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import {
  chain,
  type Estimator,
  gradientNorm,
  identity,
  memoriesOf,
  optimizer,
  remember,
} from '@momenta/core'
import { eager, normsOf, normsOfAsync } from '@momenta/eager'
import { asam, clipNorm, sam } from '@momenta/estimators'
import { clipByGlobalNorm } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

/**
 * The kernels of cpu under another name, so that norms are computed by float32 operations as on a
 * device.
 */
tf.registerBackend('device', tf.findBackendFactory('cpu') as never)
tf.copyRegisteredKernels('cpu', 'device')

/**
 * float32 has 24 bits; a norm has a square, a sum, a root and two products: 8 roundings of 2⁻²⁴.
 */
const tolerance = 8 * 2 ** -24
const near = (got: ArrayLike<number> | undefined, wanted: readonly number[], absolute = 0) =>
  got !== undefined &&
  wanted.every((n, i) => {
    const x = got[i] as number
    return Object.is(x, n) || Math.abs(x - n) <= tolerance * Math.abs(n) + absolute
  })

/** The spacing of float32 numbers below 2⁻¹²⁶. */
const grain = 2 ** -149

for (const backend of ['cpu', 'wasm', 'device']) {
  t.test(`on ${backend} norms hold from the smallest float32 number to the largest`, async (t) => {
    await tf.setBackend(backend)
    const cases: readonly (readonly [readonly number[], number])[] = [
      [[3e19, 4e19], 5e19],
      [[3e38, 3e38, 1], 3e38 * Math.SQRT2],
      [[3e-30, 4e-30], 5e-30],
      [[3 * grain, 4 * grain], 5 * grain],
      [[3, 4], 5],
      [[0, 0], 0],
      [[], 0],
      [[Number.NaN, 3e38], Number.NaN],
      [[Number.NEGATIVE_INFINITY, 1], Number.POSITIVE_INFINITY],
      [Array.from({ length: 1000 }, () => 1e38), 1e38 * Math.sqrt(1000)],
    ]
    const leaves = cases.map(([values]) => tf.tensor1d([...values], 'float32'))
    const wanted = cases.map(([, norm]) => norm)
    t.ok(near(normsOf(leaves), wanted), `${normsOf(leaves)}`)
    t.ok(near(await normsOfAsync(leaves), wanted))
    tf.dispose(leaves)
  })

  /** Where the loss is evaluated, and the update of the parameters. */
  const asked = (
    one: Estimator | undefined,
    g: readonly number[],
    w = g.map(() => 0),
    transform = identity,
  ) => {
    const { init, step } = eager(optimizer(transform, ...(one === undefined ? [] : [one])))
    const points: number[][] = []
    const { params } = step(
      ({ w: at }: { readonly w: tf.Tensor }) => {
        points.push([...at.dataSync()])
        return { value: tf.scalar(0), grads: { w: tf.tensor1d([...g]) } }
      },
      init({ w: tf.tensor1d(w) }),
    )
    return { points, moved: [...params.w.dataSync()] }
  }

  t.test(`on ${backend} gradients are clipped, whatever their size`, async (t) => {
    await tf.setBackend(backend)
    for (const size of [1, 1e19, 7e37, 1e-30]) {
      const g = [3 * size, 4 * size]
      const { moved } = asked(clipNorm({ max: size }), g)
      t.ok(near(moved, [0.6 * size, 0.8 * size], grain), `clipNorm, ${size}: ${moved}`)
      const clip = chain(clipByGlobalNorm({ max: size }))
      const passed = asked(undefined, g, [0, 0], clip).moved
      t.ok(near(passed, [0.6 * size, 0.8 * size], grain), `clipByGlobalNorm, ${size}: ${passed}`)
    }
    for (const one of [
      asked(clipNorm({ max: 1 }), [3e38, 0]),
      asked(undefined, [3e38, 0], [0, 0], clipByGlobalNorm({ max: 1 })),
    ])
      t.ok(near(one.moved, [1, 0]), `${one.moved}`)
    // max/norm is 2.5e-44 here, a float32 number of 4 bits
    const far = asked(undefined, [3e37, 4e37], [0, 0], clipByGlobalNorm({ max: 1e-6 })).moved
    t.ok(near(far, [6e-7, 8e-7]), `${far}`)
    t.same(asked(clipNorm({ max: 1e30 }), [1e-38, 1e20]).moved, [
      Math.fround(1e-38),
      Math.fround(1e20),
    ])
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY])
      t.same(asked(clipNorm(), [bad, 1]).moved, [Number.NaN, Number.NaN])
  })

  t.test(`on ${backend} sam and asam move by their radius, whatever the gradient`, async (t) => {
    await tf.setBackend(backend)
    for (const size of [1, 1e19, 7e37]) {
      const { points } = asked(sam({ rho: 0.5 }), [3 * size, 4 * size])
      t.ok(near(points[1], [0.3, 0.4]), `sam, ${size}: ${points[1]}`)
      // T = |w| = (1, 2), T g = (3, 8) size, T² g = (3, 16) size
      const there = asked(asam({ rho: 1 }), [3 * size, 4 * size], [1, 2]).points[1]
      t.ok(near(there, [1 + 3 / Math.sqrt(73), 2 + 16 / Math.sqrt(73)]), `asam, ${size}: ${there}`)
    }
    // 1e-12 is added to the norm: 3e-30/1e-12
    t.ok(near(asked(sam({ rho: 1 }), [3e-30, 4e-30]).points[1], [3e-18, 4e-18]))
    // 1.4e-45/1e-12
    t.ok(near(asked(sam({ rho: 1 }), [grain, 0]).points[1], [grain * 1e12, 0]))
    t.same(asked(sam(), [0, 0]).points[1], [0, 0])
  })

  t.test(`on ${backend} a memory ranks gradients of any size`, async (t) => {
    await tf.setBackend(backend)
    const one = optimizer(remember({ capacity: 3, key: gradientNorm() }))
    const { init, step } = eager(one)
    let iterate = init({ w: tf.zeros([2]) })
    for (const size of [1e-44, 1e-10, 1e20])
      iterate = step(
        () => ({ value: tf.scalar(0), grads: { w: tf.tensor1d([3 * size, 4 * size]) } }),
        iterate,
      )
    const keys = memoriesOf(one.transform, iterate.state)[0]?.offered ?? []
    t.ok(near(keys, [Math.hypot(21, 29) * grain, 5e-10, 5e20]), `${keys}`)
  })
}
