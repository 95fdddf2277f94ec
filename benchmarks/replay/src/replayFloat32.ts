import '@momenta/gradients'
import '@tensorflow/tfjs-backend-cpu'
import { disposeIterate, eager } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import { worstOf } from './deviation.js'
import { gradientsOf } from './gradientsOf.js'
import { optimizerOf } from './optimizerOf.js'
import type { Trajectory } from './ReferenceFile.js'

/** Replays a trajectory on tensors and answers the worst deviation over its tolerance. */
export const replayFloat32 = (file: Trajectory): number => {
  tf.enableProdMode()
  const runner = eager(optimizerOf(file.optimizer))
  const gradients = gradientsOf(file)
  const shapes = file.params.map(({ shape }) => [...shape])
  const tensors = (leaves: readonly (readonly number[])[]) =>
    leaves.map((leaf, i) => tf.tensor([...leaf], shapes[i], 'float32'))
  const first: readonly tf.Tensor[] = tensors(file.params.map(({ init }) => init))
  let iterate = runner.init(first)
  tf.dispose([...first])
  let worst = 0
  file.steps.forEach((wanted, step) => {
    iterate = runner.step((params: readonly tf.Tensor[]) => {
      const { value, grads } = gradients(
        step,
        params.map((leaf) => leaf.dataSync()),
      )
      return { value: tf.scalar(value), grads: tensors(grads) }
    }, iterate)
    const got = iterate.params.map((leaf) => leaf.dataSync())
    worst = Math.max(worst, worstOf(got, wanted.params, file.tol))
  })
  disposeIterate(iterate)
  return worst
}
