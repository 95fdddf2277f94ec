import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { mapDictionary, memoriesOf, withHyperparameters } from '@momenta/core'
import { disposeIterate, eager } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Run } from './Run.js'

const valuesOf = (leaves: readonly tf.Tensor[]) => leaves.map((leaf) => leaf.dataSync())

/** A run in float32, on tensors of the cpu backend. */
export const float32Run: Run = (optimizer, params) => {
  tf.enableProdMode()
  const runner = eager(optimizer)
  const shapes = params.map(({ shape }) => [...shape])
  const tensors = (leaves: readonly (readonly number[])[]): readonly tf.Tensor[] =>
    leaves.map((leaf, i) => tf.tensor([...leaf], shapes[i], 'float32'))
  const first = tensors(params.map(({ init }) => init))
  let iterate = runner.init(first)
  tf.dispose([...first])
  return {
    step: (loss) => {
      iterate = runner.step((point: readonly tf.Tensor[]) => {
        const { value, grads } = loss(valuesOf(point))
        return { value: tf.scalar(value), grads: tensors(grads) }
      }, iterate)
      return {
        params: valuesOf(iterate.params),
        value: iterate.value?.dataSync()[0] ?? Number.NaN,
        memories: memoriesOf(optimizer.transform, iterate.state),
        state: {
          ...iterate.state,
          parts: iterate.state.parts.map((part) => ({
            ...part,
            slots: mapDictionary(part.slots, (slot) =>
              mapDictionary(slot, (leaf) => leaf.dataSync()),
            ),
            buffers: {},
          })),
        },
      }
    },
    set: (values) => {
      const state = withHyperparameters(optimizer.transform, iterate.state, values)
      iterate = { ...iterate, state }
    },
    replace: () => {
      throw new RangeError('changes: hyperparameters are changed in float64 files only')
    },
    end: () => disposeIterate(iterate),
  }
}
