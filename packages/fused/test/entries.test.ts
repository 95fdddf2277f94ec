import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { type Aggregator, currentPlusMaximum, currentPlusMedian } from '@momenta/aggregators'
import { chain, optimizer, remember } from '@momenta/core'
import { disposeIterate, eager, type Iterate, type Oracle, type Runner } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { fifo, type Policy, priority } from '@momenta/policies'
import { scale } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()

type Params = { readonly w: tf.Tensor }

const gradientOf =
  (g: number): Oracle<Params> =>
  () => ({ value: tf.scalar(0), grads: { w: tf.tensor1d([g]) } })

const gradients = [1, 2, 3, 4, 5]
const expected = [[1], [1, 2], [3, 2], [3, 4], [5, 4]]

/** The entries of the memory after each step. */
const entriesOf = ({ init, step }: Runner): readonly (readonly number[])[] => {
  let iterate: Iterate<Params> = init({ w: tf.tensor1d([0]) })
  const entries = gradients.map((g) => {
    iterate = step(gradientOf(g), iterate)
    return iterate.state.parts[1]?.buffers.w?.map((entry) => -(entry.dataSync()[0] as number)) ?? []
  })
  disposeIterate(iterate)
  return entries
}

const memory = (policy: Policy, aggregator: Aggregator) =>
  optimizer(
    chain(scale({ factor: -1 }), remember({ capacity: 2, policy, aggregator, read: 'after' })),
  )

// Read after the offer, an aggregate of the new entry alone reads no other: the step writes an
// entry in place, and the next one writes the other.
const cases: readonly (readonly [string, Policy, Aggregator])[] = [
  ['fifo and the maximum', fifo(), currentPlusMaximum()],
  ['fifo and the median', fifo(), currentPlusMedian()],
  ['priority and the maximum', priority({ decay: 1 }), currentPlusMaximum()],
]

for (const backend of ['cpu', 'wasm'])
  for (const [name, policy, aggregator] of cases)
    t.test(`${backend}: each step writes the entry that ${name} choose`, async (t) => {
      await tf.setBackend(backend)
      const one = memory(policy, aggregator)
      t.strictSame(entriesOf(fused(one)), expected)
      t.strictSame(entriesOf(eager(one)), expected)
    })
