import { fromDevice, readScalars } from '@momenta/bench-backends'
import type * as tf from '@tensorflow/tfjs-core'
import type { RunState } from './RunState.js'

/**
 * Adds the losses of the last steps to the sums of the epoch, read together, and disposes of them.
 * The first that is not finite marks the run as diverged. A device may still have to compute them:
 * the time of waiting counts as that of gradients.
 *
 * @throws Error with one line if the device has failed.
 */
export const recordLosses = async (
  state: RunState,
  losses: readonly tf.Tensor[],
): Promise<RunState> => {
  const began = performance.now()
  const read = await fromDevice(readScalars(losses))
  const ms = performance.now() - began
  const { epoch, step, sums } = state
  const wrong = read.findIndex((loss) => !Number.isFinite(loss))
  return {
    ...state,
    sums: {
      ...sums,
      losses: [...sums.losses, ...read],
      msGradient: sums.msGradient + ms,
      seconds: sums.seconds + ms / 1000,
    },
    ...(wrong < 0 ? {} : { diverged: { epoch, step: step - read.length + wrong } }),
  }
}
