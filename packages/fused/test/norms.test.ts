import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { eager } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { loadTensorflow } from '@momenta/tensorflow'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { wrongNorms } from './largeAndSmall.js'

const loaded = await loadTensorflow()
/** Where TensorFlow cannot be had, its test is skipped, saying why. */
const unless = loaded.ok ? {} : { skip: loaded.message }

for (const backend of ['cpu', 'wasm', 'tensorflow'])
  t.test(
    `on ${backend} norms hold for gradients of any size, fused and eagerly`,
    backend === 'tensorflow' ? unless : {},
    async (t) => {
      await tf.setBackend(backend)
      for (const run of [fused, eager]) t.same(await wrongNorms(run), [])
    },
  )
