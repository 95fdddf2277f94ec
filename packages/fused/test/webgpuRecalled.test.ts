import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { disposeIterate, eager, type Oracle } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { adam } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { errors, unless } from './onWebgpu.js'

interface Params {
  readonly [name: string]: tf.Tensor
}

const numbers = (seed: number): number[] => Array.from({ length: 70 }, (_, i) => Math.sin(seed + i))

const make = (seed: number): Params => ({
  a: tf.tensor1d(numbers(seed)),
  b: tf.tensor1d(numbers(seed + 1)),
  empty: tf.tensor1d([]),
})

/**
 * 18 steps: on gradients in place; on those in other buffers; on the first again, after those were
 * freed.
 */
const trajectory = async (backend: string): Promise<readonly number[]> => {
  await tf.setBackend(backend)
  const { init, stepAsync } = (backend === 'cpu' ? eager : fused)(adam({ learningRate: 0.1 }))
  const params = make(1)
  let iterate = init(params)
  let grads = make(2)
  const oracle: Oracle<Params> = () => ({
    value: tf.scalar(0),
    grads: Object.fromEntries(Object.entries(grads).map(([name, one]) => [name, tf.clone(one)])),
  })
  const takeSteps = async () => {
    for (let i = 0; i < 6; i++) iterate = await stepAsync(oracle, iterate)
  }
  await takeSteps()
  const first = grads
  grads = make(3)
  await takeSteps()
  tf.dispose(grads)
  grads = first
  await takeSteps()
  const read = await Promise.all(Object.values(iterate.params).map((leaf) => leaf.data()))
  disposeIterate(iterate)
  tf.dispose([params, grads])
  return read.flatMap((leaf) => [...leaf])
}

t.test('batches are found again only for tensors in the same buffers', unless, async (t) => {
  await tf.setBackend('webgpu')
  const before = tf.memory().numTensors
  const found = await trajectory('webgpu')
  await tf.setBackend('webgpu')
  t.equal(tf.memory().numTensors, before, 'nothing is left')
  const wanted = await trajectory('cpu')
  const far = Math.max(...found.map((n, i) => Math.abs(n - (wanted[i] as number))))
  t.ok(far < 1e-5, `division and roots of WGSL may be off by a few units: ${far}`)
  t.same(errors, [])
})
