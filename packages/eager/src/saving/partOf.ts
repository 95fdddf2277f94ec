import { checked, type Hyperparameter, type Optimizer, type PartState } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'
import { checkMemories } from './checkMemories.js'
import { hostOf } from './hostOf.js'
import { listOf } from './listOf.js'
import { recordLike } from './recordLike.js'
import { recordOf } from './recordOf.js'

/** One part: its host state and hyperparameters checked, its tensors made. */
export const partOf = (
  description: Optimizer['transform'][number],
  where: string,
  saved: unknown,
  fresh: PartState<tf.Tensor>,
  leaves: ReadonlyMap<string, tf.Tensor>,
  put: (where: string, saved: unknown, like: tf.Tensor) => tf.Tensor,
): PartState<tf.Tensor> => {
  const { host, hyper, slots, bank } = recordOf(where, saved)
  const part = {
    host: hostOf(`host of ${where}`, host, fresh.host),
    hyper: recordLike(`hyperparameters of ${where}`, hyper, fresh.hyper, (value, _, name) =>
      checked(
        'load',
        `${name} of ${where}`,
        value,
        (description.hyper[name] as Hyperparameter).range,
      ),
    ),
    slots: recordLike(`slots of ${where}`, slots, fresh.slots, (named, own, slot) =>
      recordLike(`${slot} of ${where}`, named, own, (tensor, shape, name) =>
        put(`${slot} of '${name}' in ${where}`, tensor, shape),
      ),
    ),
    bank: recordLike(`memory of ${where}`, bank, fresh.bank, (entries, _, name) =>
      listOf(`memory of '${name}' in ${where}`, entries).map((entry, slot) =>
        put(`entry ${slot} of '${name}' in ${where}`, entry, leaves.get(name) as tf.Tensor),
      ),
    ),
  }
  checkMemories(description, where, part, fresh)
  return part
}
