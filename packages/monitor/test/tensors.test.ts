import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { cloneIterate, disposeIterate, eager, oracleOf } from '@momenta/eager'
import { type MonitorState, monitor, type RunRecord } from '@momenta/monitor'
import { adamCM } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { near } from './vectors.js'
import { fixed, lambda, objective, watched } from './watched.js'

t.before(async () => {
  await tf.setBackend('cpu')
})

t.test(
  'on tensors as in float64, without a leak, and the run is the same bits as without a monitor',
  async (t) => {
    const chosen = adamCM({ learningRate: 0.05, capacity: 3 })
    const reference = await watched(chosen, 20, { every: 10, objective })
    const { init, step } = eager(chosen)
    const oracle = oracleOf(({ a, b }: { a: tf.Tensor; b: tf.Tensor }) => {
      const w = tf.concat([a, b])
      return tf.mul(0.5, tf.sum(tf.mul(tf.tensor1d(lambda), tf.square(w)))) as tf.Scalar
    })
    const given: { a: tf.Tensor; b: tf.Tensor } = {
      a: tf.tensor1d([1, -2]),
      b: tf.tensor1d([0.5, 3]),
    }
    const run = async (watching: boolean) => {
      const before = tf.memory().numTensors
      const watch = monitor(chosen, { ...fixed, every: 10, objective })
      let iterate = init(given)
      let seen: MonitorState | undefined = watching ? await watch.start(iterate) : undefined
      const records: RunRecord[] = []
      for (let i = 0; i < 20; i++) {
        iterate = step(oracle, iterate)
        if (seen === undefined) continue
        const tensors = tf.memory().numTensors
        seen = await watch.observe(seen, iterate)
        t.equal(tf.memory().numTensors, tensors)
        if (seen.record !== undefined) records.push(seen.record)
      }
      const copy = cloneIterate(iterate)
      const bits = [...copy.params.a.dataSync(), ...copy.params.b.dataSync()]
      disposeIterate(copy)
      disposeIterate(iterate)
      t.equal(tf.memory().numTensors, before)
      return { bits, records }
    }
    const [alone, seen] = [await run(false), await run(true)]
    t.same(seen.bits, alone.bits)
    for (const [i, record] of seen.records.entries()) {
      const wanted = reference.records[i] as RunRecord
      for (const name of ['path', 'distance', 'amplification', 'line'] as const)
        t.ok(
          near(record[name], wanted[name] as number, 1e-3),
          `${name}: ${record[name]}, ${wanted[name]}`,
        )
      t.ok(near(record.loss, wanted.loss as number, 1e-4))
      t.ok(near(record.stability?.value, wanted.stability?.value as number, 1e-3))
      t.ok(
        near(
          record.memories[0]?.relativeVariance,
          wanted.memories[0]?.relativeVariance as number,
          1e-3,
        ),
      )
      t.match(record.memories[0], {
        replacementsPerStep: wanted.memories[0]?.replacementsPerStep,
        meanAge: wanted.memories[0]?.meanAge,
      })
    }
  },
)
