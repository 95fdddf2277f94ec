import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { checkSecondOrder } from '@momenta/second-order'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { everywhere } from './everywhere.js'

tf.enableProdMode()
type One = { readonly w: tf.Tensor }

t.test('a check without a signal is not ok, and suggests a remedy', async (t) => {
  await everywhere((place) => {
    const w = tf.tensor1d([1, 2])
    const flat: readonly ((p: One) => tf.Scalar)[] = [
      // does not depend on w, as the cross-entropy of one-hot rows that are all 0
      (p) => tf.sum(tf.mul(p.w, 0)) as tf.Scalar,
      // linear
      (p) => tf.sum(tf.mul(p.w, [1, 3])) as tf.Scalar,
    ]
    for (const loss of flat) {
      const { ok, signal, message } = checkSecondOrder(loss, { w })
      t.notOk(ok, place)
      t.notOk(signal, place)
      t.match(message, /no signal: .* 0 for every parameter, which proves nothing; check that/)
    }
    const curved = checkSecondOrder(({ w: x }: One) => tf.sum(tf.square(x)) as tf.Scalar, { w })
    t.ok(curved.ok && curved.signal, place)
    const bad = checkSecondOrder(({ w: x }: One) => tf.sum(tf.log(tf.neg(x))) as tf.Scalar, {
      w: tf.tensor1d([1, Number.NaN]),
    })
    t.notOk(bad.ok, place)
    t.match(bad.message, /are not finite/)
  })
})
