import {
  type Classifier,
  efficientNetB0,
  initialize,
  languageModel,
  perceptron,
  resnet,
  smallConvnet,
  wideResnet,
} from '@momenta/bench-models'
import { softmaxCrossEntropy } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import type { Model } from './Model.js'

const labelsBelow = (classes: number, count: number): tf.Tensor1D =>
  tf.tensor1d(
    Int32Array.from({ length: count }, (_, i) => (i * 7919) % classes),
    'int32',
  )

const classification = (classifier: Classifier, batch: number): Model => {
  const { name, classes, image, network } = classifier
  const x = tf.randomNormal([batch, ...image], 0, 1, 'float32', 1)
  const labels = labelsBelow(classes, batch)
  const statistics = initialize(network.statistics, 0)
  return {
    name,
    batch,
    parameters: network.parameters,
    loss: (params) => {
      const pass = { training: true, seed: 1 }
      const { output, moments } = network.apply({ params, statistics, pass }, x)
      const losses = softmaxCrossEntropy(labels, output as tf.Tensor2D)
      return { loss: tf.mean(losses) as tf.Scalar, aux: moments }
    },
    dispose: () => tf.dispose([x, labels, statistics]),
  }
}

/** The language model of the paper, on words that look random. */
const language = (): Model => {
  const [steps, batch, vocabulary] = [35, 20, 10_000]
  const model = languageModel({ vocabulary })
  const words = tf.reshape(labelsBelow(vocabulary, steps * batch), [steps, batch]) as tf.Tensor2D
  const next = labelsBelow(vocabulary - 1, steps * batch)
  const start = model.start(batch)
  return {
    name: model.name,
    batch,
    parameters: model.parameters,
    loss: (params) => {
      const { logits, state } = model.apply(params, words, start)
      const aux = { h: state.h, c: state.c }
      return { loss: tf.mean(softmaxCrossEntropy(next, logits)) as tf.Scalar, aux }
    },
    dispose: () => tf.dispose([words, next, start.h, start.c]),
  }
}

/** The models of the paper's tasks and two small ones, by the name that the command line takes. */
export const models = {
  mlp: () => classification(perceptron({ classes: 10, hidden: [128] }), 64),
  cnn: () => classification(smallConvnet({ classes: 10 }), 64),
  lstm: language,
  resnet18: () => classification(resnet(18, { classes: 10 }), 64),
  wrn401: () => classification(wideResnet({ depth: 40, widening: 1, classes: 10 }), 64),
  efficientnet: () => classification(efficientNetB0({ classes: 1000 }), 32),
} as const satisfies { readonly [name: string]: () => Model }

/** The name of a model. */
export type ModelName = keyof typeof models
