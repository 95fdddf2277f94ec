import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import type { Optimizer } from '@momenta/core'
import { disposeIterate, eager, type Runner, save } from '@momenta/eager'
import { compile, float64 } from '@momenta/float64'
import { fused } from '@momenta/fused'
import { loadTensorflow } from '@momenta/tensorflow'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { type Numbers, numbers, oracle, reducers, sizes, tensors } from './reducing.js'

const loaded = await loadTensorflow()
/** Where TensorFlow cannot be had, its test is skipped, saying why. */
const unless = loaded.ok ? {} : { skip: loaded.message }

const steps = 3

/** The host state of the part that reduces, after some steps. */
const hostOf = (one: Optimizer, hosts: readonly unknown[]) =>
  hosts[one.transform.findIndex(({ name }) => name === 'reducing')] as {
    readonly value: number
    readonly seen: { readonly [name: string]: readonly number[] }
  }

const ran = async (one: Optimizer, make: (one: Optimizer) => Runner) => {
  const { init, step } = make(one)
  const before = tf.memory().numTensors
  const first = tensors()
  let iterate = init(first)
  tf.dispose(first)
  for (let i = 0; i < steps; i++) iterate = step(oracle, iterate)
  const host = hostOf(
    one,
    iterate.state.parts.map(({ host }) => host),
  )
  const saved = JSON.stringify(await save(iterate))
  disposeIterate(iterate)
  return { host, saved, leaked: tf.memory().numTensors - before }
}

const defined = (one: Optimizer) => {
  const { init, step } = float64(one)
  let iterate = init<Numbers>(numbers())
  for (let i = 0; i < steps; i++)
    iterate = step(
      (params) => ({
        value: 0.75,
        grads: Object.fromEntries(
          Object.entries(params).map(([name, w]) => [name, w.map((n) => n / 2)]),
        ),
      }),
      iterate,
    )
  return iterate
}

for (const [where, one] of Object.entries(reducers)) {
  const wanted = defined(one)
  const host = hostOf(
    one,
    wanted.state.parts.map((part) => part.host),
  )

  t.test(
    `${where} of the chain, compiled reductions have the bits of the definition`,
    async (t) => {
      const leaves = Object.values(numbers())
      const run = compile(one, leaves, { names: Object.keys(numbers()) })
      for (let i = 0; i < steps; i++)
        run.step((params, grads) => {
          for (const [l, w] of params.entries()) grads[l]?.set(w.map((n) => n / 2))
          return 0.75
        })
      t.same(run.state(), wanted.state)
      t.same(run.params, Object.values(wanted.params))
    },
  )

  for (const backend of ['cpu', 'wasm', 'tensorflow'])
    t.test(
      `${where} of the chain, fused reductions on ${backend} are those of eager`,
      backend === 'tensorflow' ? unless : {},
      async (t) => {
        await tf.setBackend(backend)
        const eagerly = await ran(one, eager)
        const fast = await ran(one, fused)
        t.same([eagerly.leaked, fast.leaked], [0, 0])
        if (backend !== 'tensorflow') t.equal(fast.saved, eagerly.saved)
        for (const { host: found } of [eagerly, fast]) {
          t.equal(found.value, 0.75)
          t.same(found.seen.count, sizes)
          for (const [name, list] of Object.entries(host.seen))
            list.forEach((n, leaf) => {
              const got = found.seen[name]?.[leaf] as number
              // expressions are rounded to float32, sums on tensorflow too
              const near = Math.abs(got - n) <= 1e-5 * (Math.abs(n) + 1)
              t.ok(near, `${name}[${leaf}] is ${got}, defined ${n}`)
            })
        }
      },
    )
}
