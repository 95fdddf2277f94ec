import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { chain, optimizer, remember } from '@momenta/core'
import { disposeIterate, type Iterate, type Oracle } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { adam, sgd } from '@momenta/optimizers'
import { ema, scale } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()

type Params = { readonly w: tf.Tensor; readonly b: tf.Tensor }
const ones: Oracle<Params> = ({ w, b }) => ({
  value: tf.scalar(0),
  grads: { w: tf.onesLike(w), b: tf.onesLike(b) },
})

/**
 * Tensors of many sizes, so that they lie around every other: whoever writes beyond its own changes
 * one of them.
 */
const sentinels = () => {
  const sizes = Array.from({ length: 120 }, (_, i) => 1 + ((7 * i) % 40))
  const tensors = sizes.map((size) => tf.fill([size], 7))
  return {
    hurt: () => tensors.filter((tensor) => tensor.dataSync().some((n) => n !== 7)).length,
    dispose: () => tf.dispose(tensors),
  }
}

type Slots = { [slot: string]: { [leaf: string]: tf.Tensor } }
/** The iterate with other tensors in the slots of its first part. */
const withSlots = (iterate: Iterate<Params>, change: (slots: Slots) => void): Iterate<Params> => {
  const [first, ...rest] = iterate.state.parts
  const slots: Slots = {}
  for (const [slot, values] of Object.entries(first?.slots ?? {})) slots[slot] = { ...values }
  change(slots)
  const parts = [{ ...first, slots } as (typeof rest)[number], ...rest]
  return { ...iterate, state: { ...iterate.state, parts } }
}

for (const backend of ['cpu', 'wasm']) {
  t.test(
    `on ${backend} parameters of another size are errors, and nothing is written`,
    async (t) => {
      await tf.setBackend(backend)
      for (const size of [1, 3, 64, 4096]) {
        const { init, step } = fused(adam({ learningRate: 0.1 }))
        let iterate = init({ w: tf.fill([64], 2), b: tf.scalar(1) } as Params)
        // the third step is the first that finds everything where it left it
        for (let i = 0; i < 4; i++) iterate = step(ones, iterate)
        const guard = sentinels()
        const changed = { ...iterate, params: { ...iterate.params, w: tf.fill([size], 2) } }
        if (size === 64) t.doesNotThrow(() => step(ones, changed))
        else {
          const message = new RegExp(`'w'.*shape \\[${size}\\], got .*\\[64\\]`)
          t.throws(() => step(ones, changed), message)
          // the iterate is whole: its next step is that of the run that was not disturbed, 2 - 5 *
          // 0.1
          const next = step(ones, iterate)
          t.ok(Math.abs((next.params.w.dataSync()[0] as number) - 1.5) < 1e-5)
        }
        t.equal(guard.hurt(), 0, `${size}`)
        guard.dispose()
      }
    },
  )

  t.test(`on ${backend} any state that does not match is an error`, async (t) => {
    await tf.setBackend(backend)
    const wrong: { readonly [name: string]: (slots: Slots) => void } = {
      larger: (slots) => Object.assign(slots.mu as object, { w: tf.zeros([16]) }),
      smaller: (slots) => Object.assign(slots.nu as object, { w: tf.zeros([2]) }),
      'of another shape': (slots) => Object.assign(slots.nu as object, { w: tf.zeros([2, 2]) }),
      integers: (slots) => Object.assign(slots.mu as object, { w: tf.zeros([4], 'int32') }),
      disposed: (slots) => slots.mu?.w?.dispose(),
      missing: (slots) => {
        delete slots.mu?.w
      },
      'no tensor': (slots) => Object.assign(slots.mu as object, { w: Float32Array.of(1, 2, 3, 4) }),
    }
    for (const [name, change] of Object.entries(wrong))
      for (const steps of [0, 1, 4]) {
        const { init, step } = fused(adam({ learningRate: 0.1 }))
        let iterate = init({ w: tf.fill([4], 2), b: tf.scalar(1) } as Params)
        for (let i = 0; i < steps; i++) iterate = step(ones, iterate)
        const guard = sentinels()
        t.throws(() => step(ones, withSlots(iterate, change)), TypeError, `${name}, ${steps}`)
        t.throws(() => step(ones, withSlots(iterate, change)), /'w'|disposed/, `${name}, ${steps}`)
        t.equal(guard.hurt(), 0, `${name}, ${steps}`)
        guard.dispose()
      }
  })

  t.test(`on ${backend} an entry of another size is an error`, async (t) => {
    await tf.setBackend(backend)
    const { init, step } = fused(optimizer(chain(remember({ capacity: 2 }), scale({ factor: -1 }))))
    let iterate = init({ w: tf.fill([4], 2), b: tf.scalar(1) } as Params)
    for (let i = 0; i < 3; i++) iterate = step(ones, iterate)
    const guard = sentinels()
    const [first, ...rest] = iterate.state.parts
    const buffers = { ...first?.buffers, w: [tf.zeros([3]), tf.zeros([3])] }
    const parts = [{ ...first, buffers } as (typeof rest)[number], ...rest]
    t.throws(() => step(ones, { ...iterate, state: { ...iterate.state, parts } }), /'w'/)
    t.equal(guard.hurt(), 0)
    guard.dispose()
  })

  t.test(
    `on ${backend} leaves without elements stay empty, and give no NaN in the others`,
    async (t) => {
      await tf.setBackend(backend)
      const before = tf.memory().numTensors
      const one = optimizer(
        chain(ema({ decay: 0.5 }), remember({ capacity: 2 }), scale({ factor: -1 })),
      )
      for (const run of [fused(one), fused(sgd({ learningRate: 1, momentum: 0 })), fused(adam())]) {
        const start: Params = { w: tf.zeros([0, 3]), b: tf.tensor1d([1]) }
        let iterate = run.init(start)
        tf.dispose(start)
        for (let i = 0; i < 5; i++) iterate = run.step(ones, iterate)
        t.same(iterate.params.w.shape, [0, 3])
        t.ok(Number.isFinite(iterate.params.b.dataSync()[0]))
        for (const { slots, buffers } of iterate.state.parts) {
          for (const values of Object.values(slots)) t.same(values.w?.shape, [0, 3])
          for (const entry of buffers.w ?? []) t.same(entry.shape, [0, 3])
        }
        disposeIterate(iterate)
      }
      t.equal(tf.memory().numTensors, before)
    },
  )

  t.test(`a state moves to ${backend} and back with its numbers`, async (t) => {
    const other = backend === 'cpu' ? 'wasm' : 'cpu'
    await tf.setBackend(other)
    const { init, step } = fused(sgd({ learningRate: 1, momentum: 0.5 }))
    let iterate = init({ w: tf.fill([5], 0), b: tf.scalar(0) } as Params)
    // momentum 1, 1.5, 1.75, 1.875, 1.9375, 1.96875: the parameters are minus their sum
    const sums = [1, 2.5, 4.25, 6.125, 8.0625, 10.03125]
    for (const [i, sum] of sums.entries()) {
      await tf.setBackend(i % 4 < 2 ? other : backend)
      iterate = step(ones, iterate)
      t.same([...iterate.params.w.dataSync()], new Array(5).fill(-sum), `step ${i + 1}`)
    }
  })
}
