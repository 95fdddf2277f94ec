// A model of tf.layers, trained with SAM and critical momenta: only the optimizer of `compile` differs
// from what you have.
import { adamCM, cosine, enableTraining, tfOptimizer, withSAM } from '@momenta/tfjs'
import '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs'
import { images } from './images.js'

await tf.setBackend('wasm')
// the gradients of convolutions, which WebAssembly lacks
await enableTraining()

const half = { kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' } as const
const model = tf.sequential({
  layers: [
    tf.layers.conv2d({ inputShape: [12, 12, 1], filters: 8, ...half }),
    tf.layers.conv2d({ filters: 16, ...half }),
    tf.layers.batchNormalization({ momentum: 0.8 }),
    tf.layers.flatten(),
    tf.layers.dense({ units: 3, activation: 'softmax' }),
  ],
})
const epochs = 6
const [train, unseen] = [images(384, 1), images(300, 1000)]
const learningRate = cosine({ init: 0.01, steps: epochs * 12 })
model.compile({
  optimizer: tfOptimizer(withSAM(adamCM({ learningRate }), { rho: 0.05 })),
  loss: 'categoricalCrossentropy',
  metrics: ['accuracy'],
})
await model.fit(train.pixels, train.labels, {
  epochs,
  batchSize: 32,
  validationData: [unseen.pixels, unseen.labels],
  verbose: 0,
  callbacks: {
    onEpochEnd: async (epoch, logs) =>
      console.log(
        `epoch ${epoch + 1}: loss ${logs?.loss?.toFixed(3)}, ${((logs?.val_acc ?? 0) * 100).toFixed(1)} % of unseen images`,
      ),
  },
})
