import { startBackend } from '@momenta/bench-backends'
import { skipReason } from '@momenta/bench-device'
import { disposeIterate, eager } from '@momenta/eager'
import { adamCM, kron, sgd, shampoo } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

const oracle = ({ x }: { readonly x: tf.Tensor }) => ({
  value: tf.scalar(0),
  grads: { x: tf.onesLike(x) },
})

/** What a step throws on a backend that cannot be read synchronously. */
const errorOf = (optimizer: Parameters<typeof eager>[0]): unknown => {
  const { init, step } = eager(optimizer)
  const iterate = init({ x: tf.ones([2, 2]) })
  const backend = tf.backend()
  const { readSync } = backend
  backend.readSync = () => {
    throw new Error('cannot be read')
  }
  try {
    disposeIterate(step(oracle, iterate))
    return undefined
  } catch (error) {
    return error
  } finally {
    backend.readSync = readSync
  }
}

t.test(
  'an optimizer is skipped where it reads matrices on the host, and only for that',
  async (t) => {
    await startBackend('cpu')
    for (const optimizer of [kron(), shampoo()])
      t.match(skipReason(errorOf(optimizer)), /matrices on the host/)
    t.equal(errorOf(sgd()), undefined)
    const ofNorms = errorOf(adamCM())
    t.ok(ofNorms instanceof Error, 'a norm is read')
    t.equal(skipReason(ofNorms), undefined, 'which is no reason to skip')
    t.equal(skipReason('matrices on the host'), undefined)
  },
)
