import { readScalars } from '@momenta/bench-backends'
import { brown, type Corpus, pennTreebank, type TextWindow, windowsOf } from '@momenta/bench-data'
import { type LanguageModel, languageModel, type Tensors } from '@momenta/bench-models'
import { type LstmState, softmaxCrossEntropy } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import type { TextTask } from '../tasks/TrainingTask.js'
import type { Problem, TrainingBatch } from './Problem.js'

const loaders: { readonly [name in TextTask['data']]: () => Corpus } = {
  brown,
  ptb: pennTreebank,
}

/** [batch, steps] as [steps, batch]. */
export const timeFirst = (rows: Int32Array, steps: number): Int32Array => {
  const batch = rows.length / steps
  return rows.map((_, i) => rows[(i % batch) * steps + Math.floor(i / batch)] as number)
}

const tensorsOf = ({ inputs, targets, steps }: TextWindow) => ({
  words: tf.tensor2d(timeFirst(inputs, steps), [steps, inputs.length / steps], 'int32'),
  labels: tf.tensor1d(timeFirst(targets, steps), 'int32'),
})

const stateOf = (carried: Tensors): LstmState => ({
  h: carried.h as tf.Tensor2D,
  c: carried.c as tf.Tensor2D,
})

const textBatch = (model: LanguageModel, window: TextWindow): TrainingBatch => {
  const { words, labels } = tensorsOf(window)
  return {
    loss: (params, carried) => {
      const { logits, state } = model.apply(params, words, stateOf(carried))
      const loss = tf.mean(softmaxCrossEntropy(labels, logits)) as tf.Scalar
      return { loss, aux: { h: state.h, c: state.c } }
    },
    dispose: () => tf.dispose([words, labels]),
  }
}

interface Streams {
  readonly batch: number
  readonly steps: number
}

/** exp of the mean cross-entropy of the next words, the state carried through the whole text. */
const perplexity = async (
  model: LanguageModel,
  params: Tensors,
  tokens: Int32Array,
  streams: Streams,
): Promise<number> => {
  const sums: tf.Tensor[] = []
  let state = model.start(streams.batch)
  let count = 0
  for (const window of windowsOf(tokens, streams)) {
    const [sum, h, c] = tf.tidy(() => {
      const { words, labels } = tensorsOf(window)
      const { logits, state: last } = model.apply(params, words, state)
      return [tf.sum(softmaxCrossEntropy(labels, logits)), last.h, last.c] as [
        tf.Tensor,
        tf.Tensor2D,
        tf.Tensor2D,
      ]
    })
    tf.dispose([state.h, state.c])
    state = { h, c }
    sums.push(sum)
    count += window.inputs.length
  }
  tf.dispose([state.h, state.c])
  const total = (await readScalars(sums)).reduce((a, b) => a + b, 0)
  return Math.exp(total / count)
}

/** Language modelling with its corpus. The best epoch is that of the validation text. */
export const textProblem = (task: TextTask, corpus = loaders[task.data]()): Problem => {
  const { embedding, hidden, batch, steps, tokens } = task
  const { train, validation, test, vocabulary } = corpus
  const part = (text: Int32Array) => text.subarray(0, tokens ?? text.length)
  const model = languageModel({ vocabulary: vocabulary.length, embedding, hidden })
  const streams = { batch, steps }
  const length = Math.floor(part(train).length / batch)
  return {
    parameters: model.parameters,
    metric: { name: 'perplexity', better: 'lower' },
    stepsIn: () => Math.ceil((length - 1) / steps),
    *batches(_seed, _epoch, skip) {
      for (const window of windowsOf(part(train), { ...streams, skip }))
        yield textBatch(model, window)
    },
    start: () => ({ ...model.start(batch) }),
    restarts: true,
    carry: (_, last) => ({
      h: tf.clone(last.h as tf.Tensor),
      c: tf.clone(last.c as tf.Tensor),
    }),
    evaluate: async (params) => ({
      perplexity: await perplexity(model, params, part(validation), streams),
      testPerplexity: await perplexity(model, params, part(test), streams),
    }),
  }
}
