import type { Block } from '@momenta/bench-figures'
import { median } from '@momenta/bench-results'
import { tableBlock } from '../../report/blocks.js'
import { numberText } from '../../report/uncertainText.js'
import type { TrainingRun } from '../trainingRuns.js'
import { comparedRuns, type MethodRuns, timedRuns } from './methodsOf.js'
import { metricOf, scoreOf } from './metricOf.js'
import { type Spent, spentUntil } from './spentUntil.js'

const worstOf = (runs: readonly TrainingRun[]): number => {
  const scores = runs.map(scoreOf).filter(Number.isFinite)
  return runs.some((run) => metricOf(run).better === 'lower')
    ? Math.max(...scores)
    : Math.min(...scores)
}

/**
 * Gradient evaluations and time until a run is as good as the worst run of Adam ends; nothing
 * without runs of Adam and of another method.
 */
export const targetTable = (methods: readonly MethodRuns[]): readonly Block[] => {
  const adam = methods.find(({ name }) => name === 'Adam')
  const reference = adam === undefined ? [] : comparedRuns(adam)
  const [first] = reference
  const rows = methods.filter((method) => comparedRuns(method).length > 0)
  if (first === undefined || rows.length < 2) return []
  const target = worstOf(reference)
  if (!Number.isFinite(target)) return []
  const spentBy = (method: MethodRuns) =>
    comparedRuns(method).flatMap((run) => spentUntil(run, target) ?? [])
  const middleOf = (values: readonly number[], digits: number): string =>
    String(Number(median(values).toPrecision(digits)))
  const middle = (method: MethodRuns, key: keyof Spent, digits: number): string => {
    const values = spentBy(method).map((spent) => spent[key])
    return values.length === 0 ? 'not reached' : middleOf(values, digits)
  }
  const timed = timedRuns(rows)
  const secondsOf = (method: MethodRuns): string => {
    const runs = timed(method)
    const values = runs.flatMap((run) => spentUntil(run, target)?.seconds ?? [])
    if (runs.length === 0) return 'on another backend'
    return values.length === 0 ? 'not reached' : middleOf(values, 2)
  }
  const { label } = metricOf(first)
  return [
    tableBlock(
      rows,
      [
        { heading: 'method', value: ({ name }) => name },
        {
          heading: 'reached by',
          value: (method) => `${spentBy(method).length} of ${comparedRuns(method).length}`,
        },
        { heading: 'epochs', value: (method) => middle(method, 'epochs', 2) },
        {
          heading: 'gradient evaluations',
          value: (method) => middle(method, 'gradientEvaluations', 2),
        },
        { heading: 'seconds', value: secondsOf },
      ],
      `${first.task.title}: what a run spends until its ${label} is as good as that of the worst run of Adam at its end (${numberText(target, Math.abs(target) / 1000)}); the median of the runs that reach it, interpolated between epochs.`,
    ),
  ]
}
