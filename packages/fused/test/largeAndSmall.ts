import {
  chain,
  type Estimator,
  memoriesOf,
  optimizer,
  remember,
  type Transform,
} from '@momenta/core'
import type { Runner } from '@momenta/eager'
import { asam, clipNorm, sam } from '@momenta/estimators'
import { applyIfFinite, clipByGlobalNorm, clipByLeafNorm, scale } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'

type Params = { readonly a: tf.Tensor; readonly b: tf.Tensor }

/** float32 has 24 bits; a norm, a quotient and a product: 16 roundings of 2⁻²⁴. */
const tolerance = 16 * 2 ** -24
const near = (got: readonly number[], wanted: readonly number[]) =>
  got.length === wanted.length &&
  got.every((n, i) => {
    const x = wanted[i] as number
    return Object.is(n, x) || Math.abs(n - x) <= tolerance * Math.abs(x)
  })

/**
 * One step from 0 with gradients 3 and 4 times a size: where the loss was evaluated last, the
 * parameters, the keys of a memory.
 */
const ran = async (
  run: (one: ReturnType<typeof optimizer>) => Runner,
  size: number,
  transform: Transform,
  ...estimators: readonly Estimator[]
) => {
  const one = optimizer(transform, ...estimators)
  const { init, stepAsync } = run(one)
  const start: Params = { a: tf.zeros([1]), b: tf.zeros([1]) }
  let asked: tf.Tensor[] = []
  const iterate = await stepAsync(({ a, b }: Params) => {
    tf.dispose(asked)
    asked = [tf.keep(tf.clone(a)), tf.keep(tf.clone(b))]
    const grads = { a: tf.tensor1d([3 * size]), b: tf.tensor1d([4 * size]) }
    return { value: tf.scalar(0), grads }
  }, init(start))
  const read = (tensors: readonly tf.Tensor[]) =>
    Promise.all(tensors.map(async (tensor) => (await tensor.data())[0] as number))
  const { params, state } = iterate
  return {
    asked: await read(asked),
    moved: await read([params.a, params.b]),
    keys: memoriesOf(one.transform, state)[0]?.offered ?? [],
  }
}

const minus = scale({ factor: -1 })

/**
 * What is wrong with clips, SAM, skipped steps and keys on the current backend where squares of
 * gradients overflow or vanish in float32: nothing, if it is empty.
 */
export const wrongNorms = async (run: (one: ReturnType<typeof optimizer>) => Runner) => {
  const wrong: string[] = []
  const check = (name: string, got: readonly number[], wanted: readonly number[]) => {
    if (!near(got, wanted)) wrong.push(`${name}: ${got} and not ${wanted}`)
  }
  for (const size of [1, 1e19, 7e37, 1e-30]) {
    const wanted = [-0.6 * size, -0.8 * size]
    const clips: { readonly [name: string]: readonly [Transform, ...Estimator[]] } = {
      clipByGlobalNorm: [chain(clipByGlobalNorm({ max: size }), minus)],
      clipNorm: [minus, clipNorm({ max: size })],
    }
    for (const [name, [transform, ...estimators]] of Object.entries(clips))
      check(`${name} ${size}`, (await ran(run, size, transform, ...estimators)).moved, wanted)
    const leaves = await ran(run, size, chain(clipByLeafNorm({ max: size }), minus))
    check(`clipByLeafNorm ${size}`, leaves.moved, [-size, -size])
    const finite = await ran(run, size, applyIfFinite(minus))
    check(`applyIfFinite ${size}`, finite.moved, [-3 * size, -4 * size])
    const { keys } = await ran(run, size, chain(remember({ capacity: 2 }), minus))
    check(`key ${size}`, keys, [5 * size])
    // SAM adds 1e-12 to the norm
    const radius = 0.5 / (5 * size + 1e-12)
    const { asked } = await ran(run, size, minus, sam({ rho: 0.5 }))
    check(`sam ${size}`, asked, [3 * size * radius, 4 * size * radius])
    // at 0 T is η: T² g/(‖T g‖ + 1e-12)
    for (const eta of [1, 1e20, 1e37]) {
      const { asked } = await ran(run, size, minus, asam({ rho: 0.5, eta }))
      const most = (0.5 * eta) / (1 + 1e-12 / (5 * size * eta))
      check(`asam ${size} ${eta}`, asked, [0.6 * most, 0.8 * most])
    }
    check(`asam at 0 ${size}`, (await ran(run, size, minus, asam({ rho: 20 }))).asked, [0, 0])
  }
  for (const size of [Number.POSITIVE_INFINITY, Number.NaN]) {
    const nan = [Number.NaN, Number.NaN]
    check(`${size}`, (await ran(run, size, clipByGlobalNorm())).moved, nan)
    check(`${size}`, (await ran(run, size, chain(minus), clipNorm())).moved, nan)
    check(`${size}`, (await ran(run, size, applyIfFinite(minus))).moved, [0, 0])
  }
  return wrong
}
