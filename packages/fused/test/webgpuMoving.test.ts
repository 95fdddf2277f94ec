import '@tensorflow/tfjs-backend-cpu'
import { disposeIterate, type Oracle, type Runner } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { adamCM } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { errors, unless } from './onWebgpu.js'

type Params = { readonly [name: string]: tf.Tensor }

const steps = 30

const names = Array.from({ length: 8 }, (_, i) => `w${i}`)

/** One leaf is too large to be copied, and alone of its size. */
const leaves = (): Params => ({
  ...Object.fromEntries(names.map((name, i) => [name, tf.fill([7], 1 + i / 8)])),
  large: tf.fill([66_000], 0.5),
})

/** The names in another order at each call. */
const shuffled = (turn: number): readonly string[] =>
  names
    .map((name, i) => [name, Math.sin(turn * 12.9898 + i * 78.233)] as const)
    .sort(([, a], [, b]) => a - b)
    .map(([name]) => name)

/** The numbers after some steps, and the bind groups that each made outside of the oracle. */
const run = async ({ init, stepAsync }: Runner) => {
  let [made, inOracle] = [0, false]
  const { prototype } = globalThis.GPUDevice
  const { createBindGroup } = prototype
  prototype.createBindGroup = function (descriptor) {
    if (!inOracle) made += 1
    return createBindGroup.call(this, descriptor)
  }
  const groups: number[] = []
  const oracle: Oracle<Params> = (params) => {
    inOracle = true
    // tensors take buffers from the pool in the order in which they are made
    const grads: Record<string, tf.Tensor> = {}
    for (const name of [...shuffled(groups.length), 'large'])
      grads[name] = tf.mul(params[name] as tf.Tensor, 0.5)
    inOracle = false
    return { value: tf.scalar(0), grads }
  }
  try {
    const first = leaves()
    let iterate = init(first)
    for (let i = 0; i < steps; i++) {
      made = 0
      iterate = await stepAsync(oracle, iterate)
      groups.push(made)
    }
    const numbers: number[] = []
    for (const leaf of Object.values(iterate.params)) numbers.push(...(await leaf.data()))
    tf.dispose(first)
    disposeIterate(iterate)
    return { numbers, groups }
  } finally {
    prototype.createBindGroup = createBindGroup
  }
}

t.test('on webgpu gradients that move soon cost no bind groups', unless, async (t) => {
  const one = adamCM({ capacity: 2 })
  await tf.setBackend('cpu')
  const wanted = await run(fused(one))
  await tf.setBackend('webgpu')
  const before = tf.memory().numTensors
  const found = await run(fused(one))
  t.equal(tf.memory().numTensors, before, 'nothing is left')
  const far = found.numbers.map((n, i) => Math.abs(n - (wanted.numbers[i] as number)))
  // division and roots of WGSL may be off by a few units of float32, for 30 steps of 0.001
  t.ok(far.every((distance) => distance < 1e-5))
  t.ok(Math.max(...found.groups.slice(1, 5)) > 0, 'at first there are new ones')
  t.same(found.groups.slice(steps - 4), Array(4).fill(0))
  t.same(errors, [])
})
