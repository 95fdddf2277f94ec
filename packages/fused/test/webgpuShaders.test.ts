import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { setTimeout } from 'node:timers/promises'
import type { Optimizer } from '@momenta/core'
import { cloneIterate, disposeIterate, type Oracle } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { adafactor, adam, adamCM, lamb, rmsprop, sgd } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { errors, unless } from './onWebgpu.js'

type Params = { readonly [name: string]: tf.Tensor }

const oracle: Oracle<Params> = (params) => ({
  value: tf.scalar(0),
  grads: Object.fromEntries(Object.entries(params).map(([name, w]) => [name, tf.mul(w, 2)])),
})

/** Parameters in a number of leaves. */
const leaves = (count: number): Params =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`w${i}`, tf.fill([6, 5], i + 3)]))

const rejected =
  /^fused: the WebGPU device must accept the shaders of the optimizer, got [^\n]+; take another backend, or fused\(optimizer, \{ fuse: false \}\)$/

/** What makes a shader invalid: its text, or what the pipeline finds in it. */
const faults = {
  'that does not parse': (code: string) => `${code}\nfn`,
  'without the entry point': (code: string) => code.replace('fn main(', 'fn other('),
}

/** Makes a fault of all shaders with a marker while something runs; returns how many it met. */
const withFaults = async (
  marker: string,
  fault: (code: string) => string,
  run: () => Promise<unknown>,
): Promise<number> => {
  const { prototype } = globalThis.GPUDevice
  const { createShaderModule } = prototype
  let met = 0
  prototype.createShaderModule = function ({ code, ...rest }) {
    const isMet = code.includes(marker)
    if (isMet) met += 1
    return createShaderModule.call(this, { ...rest, code: isMet ? fault(code) : code })
  }
  try {
    await run()
  } finally {
    prototype.createShaderModule = createShaderModule
  }
  return met
}

/** A kind of shader, a part of its text, an optimizer that needs it, and after how many steps. */
const kinds: readonly (readonly [string, string, () => Optimizer, number])[] = [
  ['of a pass', 'fn leaf0', () => adam(), 0],
  ['of a norm', 'fn squares', () => lamb(), 0],
  // the 20th step reads all entries to sum them anew
  ['of a pass in pieces', 'fn leaf0', () => adamCM({ capacity: 20 }), 19],
  ['of rows and columns', 'fn main', () => adafactor(), 0],
]

for (const [kind, marker, make, steps] of kinds)
  Object.entries(faults).forEach(([name, fault], n) => {
    // a piece binds so much that another number of leaves has the same shader
    if (steps > 0 && n > 0) return
    t.test(`a shader ${kind} ${name} leaves the iterate unchanged`, unless, async (t) => {
      await tf.setBackend('webgpu')
      const { init, stepAsync } = fused(make())
      // another number of leaves has other shaders
      const first = leaves(1 + n)
      let iterate = init(first)
      for (let i = 0; i < steps; i++) iterate = await stepAsync(oracle, iterate)
      const kept = cloneIterate(iterate)
      const before = tf.memory().numTensors
      const met = await withFaults(marker, fault, async () => {
        await t.rejects(stepAsync(oracle, iterate), { message: rejected })
      })
      t.ok(met > 0)
      await t.rejects(stepAsync(oracle, iterate), { message: rejected }, 'it is not tried again')
      t.equal(iterate.state.step, steps)
      t.equal(tf.memory().numTensors, before)
      for (const [leaf, w] of Object.entries(iterate.params))
        t.same(await w.data(), await kept.params[leaf]?.data())
      disposeIterate(iterate)
      disposeIterate(kept)
      tf.dispose(first)
      t.same(errors.splice(0), [], 'nothing else is reported')
      await tf.setBackend('cpu')
    })
  })

t.test('another optimizer still runs after a rejection', unless, async (t) => {
  await tf.setBackend('webgpu')
  const other = fused(rmsprop())
  await withFaults('fn leaf0', faults['that does not parse'], async () => {
    await t.rejects(other.stepAsync(oracle, other.init(leaves(1))), { message: rejected })
  })
  const { init, stepAsync } = fused(sgd({ learningRate: 0.25 }))
  const { params } = await stepAsync(oracle, init(leaves(1)))
  t.same([...((await params.w0?.data()) ?? [])], Array(30).fill(1.5))
  t.same(errors.splice(0), [])
  await tf.setBackend('cpu')
})

t.test('a rejection after a synchronous step is thrown by a later one', unless, async (t) => {
  await tf.setBackend('webgpu')
  const { init, step } = fused(adam())
  const steps = async () => {
    for (let i = 0; i < 1000; i++) {
      step(oracle, init(leaves(1)))
      await setTimeout(5)
    }
  }
  await withFaults('fn leaf0', faults['that does not parse'], async () => {
    await t.rejects(steps(), { message: rejected })
  })
  await tf.setBackend('cpu')
})
