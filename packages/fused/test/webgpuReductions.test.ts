import '@tensorflow/tfjs-backend-cpu'
import { disposeIterate, eager, type Runner } from '@momenta/eager'
import { fused } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { errors, unless } from './onWebgpu.js'
import { oracle, reducers, sizes, tensors } from './reducing.js'

type Host = {
  readonly value: number
  readonly seen: { readonly [name: string]: readonly number[] }
}

const ran = async ({ init, stepAsync }: Runner, part: number): Promise<Host> => {
  const first = tensors()
  let iterate = init(first)
  tf.dispose(first)
  for (let i = 0; i < 3; i++) iterate = await stepAsync(oracle, iterate)
  const host = iterate.state.parts[part]?.host as unknown as Host
  disposeIterate(iterate)
  return host
}

for (const [where, one] of Object.entries(reducers))
  t.test(
    `${where} of the chain, reductions on webgpu are those of cpu up to rounding`,
    unless,
    async (t) => {
      const part = one.transform.findIndex(({ name }) => name === 'reducing')
      await tf.setBackend('cpu')
      const wanted = await ran(eager(one), part)
      await tf.setBackend('webgpu')
      const before = tf.memory().numTensors
      for (const run of [eager, fused]) {
        const { value, seen } = await ran(run(one), part)
        t.equal(value, 0.75)
        t.same(seen.count, sizes)
        for (const [name, list] of Object.entries(wanted.seen))
          list.forEach((n, leaf) => {
            const got = seen[name]?.[leaf] as number
            t.ok(Math.abs(got - n) <= 1e-5 * (Math.abs(n) + 1), `${name}[${leaf}]: ${got}, ${n}`)
          })
      }
      t.equal(tf.memory().numTensors, before)
      t.same(errors, [])
    },
  )

t.test('norms, reductions and the loss at the head take one readback', unless, async (t) => {
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
  const { init, stepAsync } = fused(reducers.head)
  let iterate = init(tensors())
  for (let i = 0; i < 3; i++) {
    reads = 0
    iterate = await stepAsync(oracle, iterate)
    t.equal(reads, 1)
  }
  disposeIterate(iterate)
  t.same(errors, [])
})
