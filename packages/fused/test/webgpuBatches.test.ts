import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { disposeIterate, eager, type Oracle, type Runner } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { adam, adamCM } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { numbersAfter } from './numbersAfter.js'
import { errors, unless } from './onWebgpu.js'

type Params = { readonly [name: string]: tf.Tensor }

/** Around the sizes of a workgroup; a dispatch takes some of them. */
const sizes = [0, 1, 63, 64, 65, 0, 127, 128, 129, 5000, 2, 3]

const leaves = (): Params =>
  Object.fromEntries(
    sizes.map((size, i) => [
      `w${i}`,
      tf.tensor1d(Float32Array.from({ length: size }, (_, j) => Math.cos(i + 0.1 * j))),
    ]),
  )

/** The largest difference between fused on webgpu and eager on cpu. */
const difference = async (oracle: Oracle<Params>): Promise<number> => {
  let most = 0
  for (const one of [adam(), adamCM({ capacity: 2 })]) {
    await tf.setBackend('webgpu')
    const found = await numbersAfter(fused(one), leaves(), oracle, 6)
    await tf.setBackend('cpu')
    const wanted = await numbersAfter(eager(one), leaves(), oracle, 6)
    most = Math.max(most, ...found.map((n, i) => Math.abs(n - (wanted[i] as number))))
  }
  return most
}

t.test('leaves that share a dispatch are updated as they are alone', unless, async (t) => {
  const far = await difference((params) => ({
    value: tf.scalar(0),
    grads: Object.fromEntries(
      Object.entries(params).map(([name, w]) => [name, tf.tidy(() => tf.mul(w, 2))]),
    ),
  }))
  // 6 steps of 1e-3; division and roots of WGSL may be off by a few units of float32
  t.ok(far < 1e-6, `${far}`)
  t.same(errors, [])
})

t.test('leaves may share a gradient, whose buffer is then bound twice', unless, async (t) => {
  await tf.setBackend('webgpu')
  const w = { a: tf.ones([70]), b: tf.zeros([70]), c: tf.ones([70]) }
  const { init, stepAsync } = fused(adam({ learningRate: 0.5 }))
  const g = tf.fill([70], 3)
  let iterate = init(w)
  iterate = await stepAsync(() => ({ value: tf.scalar(0), grads: { a: g, b: g, c: g } }), iterate)
  const numbers = await Promise.all(Object.values(iterate.params).map((leaf) => leaf.data()))
  // the first step of Adam is −learningRate · g / |g|, up to ε
  for (const [i, wanted] of [0.5, -0.5, 0.5].entries())
    t.ok([...(numbers[i] as Float32Array)].every((n) => Math.abs(n - wanted) < 1e-6))
  disposeIterate(iterate)
  t.same(errors, [])
})

t.test('a step dispatches once for as many leaves as the device can bind', unless, async (t) => {
  await tf.setBackend('webgpu')
  const { device } = tf.backend() as unknown as { device: GPUDevice }
  const bound = device.limits.maxStorageBuffersPerShaderStage
  const params = Object.fromEntries(
    Array.from({ length: 24 }, (_, i) => [`w${i}`, tf.ones([3 + i])]),
  )
  const value = tf.scalar(0)
  const oracle: Oracle<Params> = () => ({ value, grads: params })
  const { init, stepAsync } = fused(adam())
  let iterate = await stepAsync(oracle, await stepAsync(oracle, init(params)))
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
  iterate = await stepAsync(oracle, iterate)
  // Adam binds four buffers a leaf: the gradient, the parameters and two slots
  t.equal(dispatches, Math.ceil(24 / Math.min(8, Math.floor(bound / 4))))
  disposeIterate(iterate)
  t.same(errors, [])
})

t.test(
  'a program with more buffers than the device can bind runs in few pieces',
  unless,
  async (t) => {
    // every 20th step reads all entries to sum them anew
    const one = adamCM({ capacity: 20, learningRate: 0.01 })
    const oracle: Oracle<Params> = (params) => ({
      value: tf.scalar(0),
      grads: Object.fromEntries(
        Object.entries(params).map(([name, w]) => [name, tf.tidy(() => tf.mul(w, 2))]),
      ),
    })
    const numbersOf = async ({ init, stepAsync }: Runner, count: () => number) => {
      const first: Params = { a: tf.linspace(0.5, 1, 70), b: tf.linspace(-1, -0.5, 5) }
      let iterate = init(first)
      let most = 0
      for (let i = 0; i < 45; i++) {
        const before = count()
        iterate = await stepAsync(oracle, iterate)
        most = Math.max(most, count() - before)
      }
      const read = await Promise.all(Object.values(iterate.params).map((leaf) => leaf.data()))
      disposeIterate(iterate)
      tf.dispose(first)
      return { numbers: read.flatMap((leaf) => [...leaf]), most }
    }
    let dispatches = 0
    const { prototype } = globalThis.GPUComputePassEncoder
    const { dispatchWorkgroups } = prototype
    prototype.dispatchWorkgroups = function (...args) {
      dispatches += 1
      return dispatchWorkgroups.apply(this, args)
    }
    await tf.setBackend('webgpu')
    const tensors = tf.memory().numTensors
    const gpu = await numbersOf(fused(one), () => dispatches)
    t.equal(tf.memory().numTensors, tensors, 'and no tensor is left')
    prototype.dispatchWorkgroups = dispatchWorkgroups
    await tf.setBackend('cpu')
    const cpu = await numbersOf(eager(one), () => 0)
    const far = Math.max(...gpu.numbers.map((n, i) => Math.abs(n - (cpu.numbers[i] as number))))
    // 45 steps of at most 0.2; division and roots of WGSL may be off by a few units of float32
    t.ok(far < 2e-5, `${far}`)
    // two gradients, the norms, and at most five pieces of two leaves
    t.ok(gpu.most <= 2 + 1 + 10, `${gpu.most} dispatches`)
    t.same(errors, [])
  },
)
