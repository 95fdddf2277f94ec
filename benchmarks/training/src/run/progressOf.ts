import type { Problem } from '../problems/Problem.js'
import type { RunState } from './RunState.js'

/** How far a run is. */
export interface RunProgress {
  /** The part of all steps that has been taken, in [0, 1]. */
  readonly share: number
  /** The epoch, and the last loss that was read if there is one. */
  readonly text: string
}

/** How far a run of a number of epochs is. The last loss may be that of the epoch before. */
export const progressOf = (
  { stepsIn }: Pick<Problem, 'stepsIn'>,
  epochs: number,
  { epoch, step, sums, history }: Pick<RunState, 'epoch' | 'step' | 'sums' | 'history'>,
): RunProgress => {
  const current = Math.min(epoch, epochs - 1)
  const loss = sums.losses.at(-1) ?? history.at(-1)?.trainLoss
  return {
    share: Math.min(1, (epoch + step / stepsIn(current)) / epochs),
    text: `epoch ${current + 1}${loss === undefined ? '' : `, loss ${loss.toFixed(3)}`}`,
  }
}
