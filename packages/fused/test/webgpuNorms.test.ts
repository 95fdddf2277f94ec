import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { memoriesOf } from '@momenta/core'
import { reduceValues } from '@momenta/core/program'
import { disposeIterate, type Oracle } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { adam, adamCG, adamCM, withSAM } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { errors, unless } from './onWebgpu.js'

/** A block of the kernel has 4096 elements, a workgroup 64 threads. */
const sizes = [0, 1, 63, 64, 65, 4095, 4096, 4097, 100_000]
type Params = { readonly [name: string]: tf.Tensor }

const leaves = (): Params =>
  Object.fromEntries(
    sizes.map((size, i) => [`w${i}`, tf.randomNormal([size], 0, 1, 'float32', i + 1)]),
  )

t.test(
  'the key of a step is the norm of all gradients, whatever their sizes',
  unless,
  async (t) => {
    await tf.setBackend('webgpu')
    const grads = leaves()
    const one = adamCG({ capacity: 1 })
    const { init, stepAsync } = fused(one)
    const oracle: Oracle<Params> = () => ({ value: tf.scalar(0), grads })
    const { state } = await stepAsync(oracle, init(leaves()))
    const [key = 0] = memoriesOf(one.transform, state)[0]?.offered ?? []
    const sums = await Promise.all(
      Object.values(leaves()).map(async (leaf) => reduceValues('squares', await leaf.data())),
    )
    const norm = Math.sqrt(sums.reduce((sum, n) => sum + n, 0))
    // 64 additions of float32 in a thread and 6 in a workgroup, most of which round to either side
    t.ok(Math.abs(key / norm - 1) < 1e-6, `${key}, ${norm}`)
    t.same(errors, [])
  },
)

t.test('a step reads the device once if it needs norms, and never otherwise', unless, async (t) => {
  await tf.setBackend('webgpu')
  let reads = 0
  const { prototype } = globalThis.GPUBuffer
  const { mapAsync } = prototype
  prototype.mapAsync = function (...args) {
    reads += 1
    return mapAsync.apply(this, args)
  }
  t.teardown(() => {
    prototype.mapAsync = mapAsync
  })
  const oracle: Oracle<Params> = (params) => ({
    value: tf.scalar(0),
    grads: Object.fromEntries(Object.entries(params).map(([name, w]) => [name, tf.mul(w, 2)])),
  })
  for (const [one, wanted] of [
    [adam(), 0],
    [withSAM(adam()), 0],
    [adamCM({ capacity: 2 }), 1],
    [withSAM(adamCG({ capacity: 2 })), 1],
  ] as const) {
    const { init, stepAsync } = fused(one)
    let iterate = init(leaves())
    for (let i = 0; i < 4; i++) {
      reads = 0
      iterate = await stepAsync(oracle, iterate)
      t.equal(reads, wanted)
    }
    disposeIterate(iterate)
  }
  t.same(errors, [])
})
