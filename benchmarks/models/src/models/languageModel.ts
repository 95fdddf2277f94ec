import { type LstmState, lstm } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import type { Parameters } from '../parameters/Parameter.js'
import { type Tensors, tensorAt, tensorsAt } from '../parameters/Tensors.js'

/** Options of {@link languageModel}. */
export interface LanguageModelOptions {
  /** Words of the vocabulary. */
  readonly vocabulary: number
  /** Numbers per word. Default 64. */
  readonly embedding?: number
  /** Units of the LSTM. Default 128. */
  readonly hidden?: number
}

/** A recurrent network that predicts the next word. */
export interface LanguageModel {
  readonly name: string
  readonly parameters: Parameters
  /** The state before the first word of `batch` streams, zeros. */
  readonly start: (batch: number) => LstmState
  /**
   * Logits of the next words, [steps · batch, vocabulary] with time first, and the last state.
   *
   * @param words - int32, [steps, batch].
   */
  readonly apply: (
    params: Tensors,
    words: tf.Tensor2D,
    state: LstmState,
  ) => { readonly logits: tf.Tensor2D; readonly state: LstmState }
}

const uniform = (bound: number) => ({ kind: 'uniform', bound }) as const

/**
 * Embedding, one LSTM layer, and a dense layer to the vocabulary, untied. Embedding and output
 * kernel are uniform in ±0.1, the output bias 0, the LSTM uniform in ±1/√hidden.
 *
 * PyTorch keeps two biases per gate, here there is one: 4 · hidden parameters less.
 *
 * Source: the word language model of PyTorch's examples, which the paper's code follows.
 */
export const languageModel = ({
  vocabulary,
  embedding = 64,
  hidden = 128,
}: LanguageModelOptions): LanguageModel => {
  const recurrent = uniform(1 / Math.sqrt(hidden))
  return {
    name: `LSTM ${embedding}-${hidden}`,
    parameters: {
      embedding: { shape: [vocabulary, embedding], initialization: uniform(0.1) },
      lstm: {
        kernel: { shape: [embedding, 4 * hidden], initialization: recurrent },
        recurrentKernel: { shape: [hidden, 4 * hidden], initialization: recurrent },
        bias: { shape: [4 * hidden], initialization: recurrent },
      },
      output: {
        kernel: { shape: [hidden, vocabulary], initialization: uniform(0.1) },
        bias: { shape: [vocabulary], initialization: { kind: 'constant', value: 0 } },
      },
    },
    start: (batch) => ({ h: tf.zeros([batch, hidden]), c: tf.zeros([batch, hidden]) }),
    apply: (params, words, state) => {
      const own = tensorsAt(params, 'lstm')
      const inputs = tf.gather(tensorAt(params, 'embedding'), words) as tf.Tensor3D
      const weights = {
        kernel: tensorAt<tf.Rank.R2>(own, 'kernel'),
        recurrentKernel: tensorAt<tf.Rank.R2>(own, 'recurrentKernel'),
        bias: tensorAt<tf.Rank.R1>(own, 'bias'),
      }
      const { outputs, state: last } = lstm(weights, inputs, state)
      const [steps, batch] = words.shape
      const rows = tf.reshape(outputs, [steps * batch, hidden]) as tf.Tensor2D
      const output = tensorsAt(params, 'output')
      const logits = tf.add(
        tf.matMul(rows, tensorAt<tf.Rank.R2>(output, 'kernel')),
        tensorAt(output, 'bias'),
      ) as tf.Tensor2D
      return { logits, state: last }
    },
  }
}
