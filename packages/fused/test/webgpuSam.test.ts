import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { disposeIterate, eager, type Oracle, type Runner } from '@momenta/eager'
import { asam, clipNorm, sam } from '@momenta/estimators'
import { fused } from '@momenta/fused'
import { adam } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { numbersAfter } from './numbersAfter.js'
import { errors, unless } from './onWebgpu.js'

type Params = { readonly [name: string]: tf.Tensor }

/** Some tens of leaves, of several axes, two of them without elements. */
const shapes = Array.from({ length: 40 }, (_, i) =>
  i % 20 === 7 ? [0, 3] : i % 3 === 0 ? [i + 1] : [2, i + 1],
)

const leaves = (): Params =>
  Object.fromEntries(
    shapes.map((shape, i) => {
      const size = shape.reduce((all, n) => all * n, 1)
      const numbers = Float32Array.from({ length: size }, (_, j) => Math.cos(i + j * j))
      return [`w${i}`, tf.tensor(numbers, shape)]
    }),
  )

const oracle: Oracle<Params> = (params) => ({
  value: tf.scalar(0),
  grads: Object.fromEntries(
    Object.entries(params).map(([name, w]) => [name, tf.tidy(() => tf.sub(tf.mul(w, w), 0.25))]),
  ),
})

const estimators = {
  sam: sam({ rho: 0.5 }),
  asam: asam({ rho: 0.5, eta: 0.1 }),
  clipNorm: clipNorm({ max: 0.5 }),
}

const ran = async (runner: Runner) => {
  const before = tf.memory().numTensors
  const numbers = await numbersAfter(runner, leaves(), oracle, 4)
  t.equal(tf.memory().numTensors, before)
  return numbers
}

const withEstimator = (name: keyof typeof estimators) => ({
  ...adam({ learningRate: 0.1 }),
  estimators: [estimators[name]],
})

for (const name of ['sam', 'asam', 'clipNorm'] as const)
  t.test(`${name} on webgpu is that on cpu up to rounding`, unless, async (t) => {
    await tf.setBackend('cpu')
    const wanted = await ran(eager(withEstimator(name)))
    await tf.setBackend('webgpu')
    const found = await ran(fused(withEstimator(name)))
    const far = Math.max(...found.map((n, i) => Math.abs(n - (wanted[i] as number))))
    // four steps of 0.1, by directions of Adam whose gradients are off by some units of float32
    t.ok(far < 1e-4, `${far}`)
    t.same(errors, [])
  })

t.test('the perturbation of sam takes few dispatches for each leaf', unless, async (t) => {
  await tf.setBackend('webgpu')
  let dispatches = 0
  const { prototype } = globalThis.GPUComputePassEncoder
  const { dispatchWorkgroups } = prototype
  prototype.dispatchWorkgroups = function (...args) {
    dispatches += 1
    return dispatchWorkgroups.apply(this, args)
  }
  t.teardown(() => {
    prototype.dispatchWorkgroups = dispatchWorkgroups
  })
  const count = async (runner: Runner) => {
    const first = leaves()
    const iterate = await runner.stepAsync(oracle, runner.init(first))
    dispatches = 0
    const next = await runner.stepAsync(oracle, iterate)
    const found = dispatches
    disposeIterate(next)
    tf.dispose(first)
    return found
  }
  const [plain, twice] = [await count(fused(adam())), await count(fused(withEstimator('sam')))]
  // two for each evaluation of a leaf; beside these a slice, and what is done for all leaves at once
  const perturbation = twice - plain - 2 * shapes.length
  t.ok(perturbation <= shapes.length + 50, `${perturbation} dispatches`)
  t.same(errors, [])
})
