import { isGpu } from '@momenta/bench-backends'
import type { Block } from '@momenta/bench-figures'
import { median } from '@momenta/bench-results'
import { tableBlock } from '../../report/blocks.js'
import type { TrainingRun } from '../trainingRuns.js'
import { type MethodRuns, timedRuns } from './methodsOf.js'

/** The costs of a method, medians over its runs. */
export interface Overhead {
  readonly name: string
  readonly runs: number
  /** Whether they ran on a graphics card. */
  readonly onGpu: boolean
  readonly msGradient: number
  readonly msOptimizer: number
  readonly evaluationsPerStep: number
  readonly peakBytes: number
}

const middle = (runs: readonly TrainingRun[], of: (run: TrainingRun) => number): number =>
  median(runs.map(of).filter(Number.isFinite))

/** What each method costs a step, over the runs whose times can be compared. */
export const overheadsOf = (methods: readonly MethodRuns[]): readonly Overhead[] => {
  const timed = timedRuns(methods)
  return methods.flatMap((method) => {
    const runs = timed(method)
    if (runs.length === 0) return []
    const stepsOf = ({ history }: TrainingRun) => history.reduce((sum, { steps }) => sum + steps, 0)
    return [
      {
        name: method.name,
        runs: runs.length,
        onGpu: runs.some(({ backend }) => isGpu(backend)),
        msGradient: middle(runs, ({ values }) => values.msGradient ?? Number.NaN),
        msOptimizer: middle(runs, ({ values }) => values.msOptimizer ?? Number.NaN),
        evaluationsPerStep: middle(
          runs,
          (run) => (run.values.gradientEvaluations ?? Number.NaN) / stepsOf(run),
        ),
        peakBytes: middle(runs, ({ values }) => values.peakBytes ?? Number.NaN),
      },
    ]
  })
}

/**
 * The time of a step, to be compared with that of another method on the same task: in evaluations
 * of the gradient, as what else the machine did cancels within a run. On a graphics card in
 * milliseconds: the gradients are still computed there when the optimizer begins.
 */
export const stepTime = ({
  onGpu,
  evaluationsPerStep,
  msGradient,
  msOptimizer,
}: Overhead): number => {
  const ms = msGradient + msOptimizer
  return onGpu ? ms : (evaluationsPerStep * ms) / msGradient
}

/** Time and memory of a step of each method, beside Adam’s. */
export const overheadTable = (title: string, rows: readonly Overhead[]): Block => {
  const adam = rows.find(({ name }) => name === 'Adam')
  return tableBlock(
    rows,
    [
      { heading: 'method', value: ({ name }) => name },
      { heading: 'gradients, ms', value: ({ msGradient }) => msGradient, digits: 2 },
      { heading: 'optimizer, ms', value: ({ msOptimizer }) => msOptimizer, digits: 2 },
      ...(adam === undefined
        ? []
        : [
            {
              heading: 'step, of Adam’s',
              value: (row: Overhead) => stepTime(row) / stepTime(adam),
              digits: 2,
            },
          ]),
      {
        heading: 'evaluations a step',
        value: ({ evaluationsPerStep }) => evaluationsPerStep,
        digits: 2,
      },
      { heading: 'peak MB', value: ({ peakBytes }) => peakBytes / 1e6, digits: 3 },
      ...(adam === undefined
        ? []
        : [
            {
              heading: 'memory, of Adam’s',
              value: ({ peakBytes }: Overhead) => peakBytes / adam.peakBytes,
              digits: 2,
            },
          ]),
    ],
    `${title}: time of a step (loss with gradients, and everything else of the optimizer), gradient evaluations, and the most bytes of tensors seen at the end of a loss; medians over the runs on the backend of most of them. Milliseconds are of a machine that may have run other work beside them; steps are compared in gradient evaluations of their own run. On a graphics card, which works on while the processor prepares the next operations, only the sum is meaningful; steps are compared in milliseconds there.`,
  )
}
