import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { chain, type Optimizer, optimizer } from '@momenta/core'
import { disposeIterate, eager, type Oracle, type Runner, save } from '@momenta/eager'
import { compile, float64 } from '@momenta/float64'
import { fused } from '@momenta/fused'
import { adafactor, adamp, came, sm3, withCriticalMomenta, withSAM } from '@momenta/optimizers'
import { adaptiveClip, centralize, ema, scaleByLearningRate, trace } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

const steps = 4
const weightDecay = 0.01

const optimizers: { readonly [name: string]: Optimizer } = {
  adafactor: adafactor({ minSize: 2, weightDecay }),
  adafactorCM: withCriticalMomenta(adafactor)({ minSize: 2 }),
  sm3: sm3(),
  came: came({ weightDecay }),
  adamp: adamp({ delta: 2, stepDecay: 0.1 }),
  sam: withSAM(adafactor({ minSize: 2 })),
  clipped: optimizer(
    chain(centralize(), ema(), adaptiveClip(), trace(), scaleByLearningRate({ learningRate: 0.1 })),
  ),
}

/** A scalar, vectors, matrices around the lanes of eight, and more axes. */
const shapes: { readonly [name: string]: number[] } = {
  a: [],
  b: [5],
  c: [3, 17],
  d: [17, 3],
  e: [1, 4],
  f: [2, 3, 4],
  g: [2, 2, 3, 2],
  h: [0, 3],
}

const sizeOf = (shape: readonly number[]) => shape.reduce((size, n) => size * n, 1)

const numbers = () =>
  Object.fromEntries(
    Object.entries(shapes).map(([name, shape], leaf) => [
      name,
      Float64Array.from({ length: sizeOf(shape) }, (_, i) =>
        Math.fround(Math.sin(7 * leaf + i * i)),
      ),
    ]),
  )

type Tensors = { readonly [name: string]: tf.Tensor }

const oracle: Oracle<Tensors> = (params) => ({
  value: tf.scalar(0.75),
  grads: Object.fromEntries(
    Object.entries(params).map(([name, w]) => [name, tf.sub(tf.mul(w, 0.5), 0.25)]),
  ),
})

const ran = async (one: Optimizer, make: (one: Optimizer) => Runner) => {
  const { init, step } = make(one)
  const before = tf.memory().numTensors
  const first = Object.fromEntries(
    Object.entries(numbers()).map(([name, leaf]) => [
      name,
      tf.tensor(Float32Array.from(leaf), shapes[name] as number[]),
    ]),
  )
  let iterate = init(first as Tensors)
  tf.dispose(first)
  for (let i = 0; i < steps; i++) iterate = step(oracle, iterate)
  const saved = JSON.stringify(await save(iterate))
  const params = Object.values(iterate.params).flatMap((w) => [...w.dataSync()])
  disposeIterate(iterate)
  return { saved, params, leaked: tf.memory().numTensors - before }
}

const defined = (one: Optimizer) => {
  const { init, step } = float64(one, { shapes })
  let iterate = init<{ readonly [name: string]: Float64Array }>(numbers())
  for (let i = 0; i < steps; i++)
    iterate = step(
      (params) => ({
        value: 0.75,
        grads: Object.fromEntries(
          Object.entries(params).map(([name, w]) => [name, w.map((n) => n / 2 - 0.25)]),
        ),
      }),
      iterate,
    )
  return Object.values(iterate.params).flatMap((w) => [...w])
}

const compiled = (one: Optimizer) => {
  const start = numbers()
  const run = compile(one, Object.values(start), { names: Object.keys(start), shapes })
  for (let i = 0; i < steps; i++)
    run.step((params, grads) => {
      grads.forEach((grad, leaf) => {
        for (let j = 0; j < grad.length; j++) grad[j] = (params[leaf]?.[j] as number) / 2 - 0.25
      })
      return 0.75
    })
  return run.params.flatMap((w) => [...w])
}

for (const [name, one] of Object.entries(optimizers)) {
  t.test(`${name}: compile has the bits of float64`, async (t) => {
    t.same(compiled(one), defined(one))
  })
  for (const backend of ['cpu', 'wasm'])
    t.test(`${name}: fused has the bits of eager on ${backend}, near float64`, async (t) => {
      await tf.setBackend(backend)
      const [whole, inPasses] = [await ran(one, eager), await ran(one, fused)]
      t.equal(inPasses.saved, whole.saved)
      t.same([whole.leaked, inPasses.leaked], [0, 0])
      const wanted = defined(one)
      const off = whole.params.map((n, i) => Math.abs(n - (wanted[i] as number)))
      // Parameters are below 1, and updates of four steps have some tens of roundings of 2^-24.
      t.ok(Math.max(...off) < 64 * 2 ** -24, `${Math.max(...off)}`)
    })
}

t.test('the second moment of a matrix is a row and a column', async (t) => {
  await tf.setBackend('cpu')
  const iterate = eager(adafactor()).init({ w: tf.zeros([130, 200]) })
  const sizes = Object.values(iterate.state.parts[0]?.slots ?? {}).map(({ w }) => w?.size)
  t.same(sizes, [130, 200, 1])
})
