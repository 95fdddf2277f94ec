import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-wasm'
import { eager, type Iterate, oracleOf, type Runner } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { adamCM } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

type Params = { readonly w: tf.Tensor1D }

t.test('without SIMD a step on wasm runs operation by operation, with the same bits', async (t) => {
  await tf.setBackend('wasm')
  const { validate } = WebAssembly
  // an engine of before 2021 rejects vector instructions
  WebAssembly.validate = () => false
  t.teardown(() => {
    WebAssembly.validate = validate
  })
  const optimizer = adamCM({ learningRate: 0.1, capacity: 2 })
  const oracle = oracleOf(({ w }: Params) => tf.sum(tf.square(tf.sub(w, 1))))
  const train = ({ init, step }: Runner): Iterate<Params> => {
    let iterate = init<Params>({ w: tf.tensor1d([3, -2, 0.5]) })
    for (let i = 0; i < 5; i++) iterate = step(oracle, iterate)
    return iterate
  }
  const runner = fused(optimizer)
  t.same(train(runner).params.w.dataSync(), train(eager(optimizer)).params.w.dataSync())
  t.equal(runner.explain()?.fused, false)
})
