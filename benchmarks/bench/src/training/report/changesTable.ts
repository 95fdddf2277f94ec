import type { Block } from '@momenta/bench-figures'
import { tableBlock } from '../../report/blocks.js'
import { bootstrapInterval } from '../../report/bootstrapInterval.js'
import { intervalText, numberText } from '../../report/uncertainText.js'
import { meanError, type TaskErrors } from './taskErrors.js'
import { percentOf } from './trainingForest.js'

/** Whether a method has runs on a task whose error is known, and Adam too. */
const isKnown = (logs: readonly number[]): boolean => logs.length > 0 && logs.every(Number.isFinite)

/** A change with its interval; without one where a task has one run, which shows no spread. */
const changeText = (logs: readonly (readonly number[])[]): string => {
  const { value, low, high } = bootstrapInterval(logs)
  return logs.some(({ length }) => length < 2)
    ? `${numberText(percentOf(value), 10)}, single runs`
    : intervalText(percentOf(value), percentOf(low), percentOf(high))
}

/** How much lower the errors of each method are than those of Adam, over all tasks. */
export const changesTable = (tasks: readonly TaskErrors[], names: readonly string[]): Block =>
  tableBlock(
    names
      .filter((name) => name !== 'Adam')
      .map((name) => {
        const common = tasks.filter(({ errors }) => errors.has(name) && errors.has('Adam'))
        const logs = common.map(({ errors }) => {
          const adam = meanError((errors.get('Adam') ?? []).filter(Number.isFinite).map(Math.log))
          return (errors.get(name) ?? [])
            .filter(Number.isFinite)
            .map((error) => adam - Math.log(error))
        })
        return { name, tasks: common.length, runs: logs.flat().length, logs: logs.filter(isKnown) }
      })
      .filter(({ logs }) => logs.length > 0),
    [
      { heading: 'method', value: ({ name }) => name },
      { heading: 'tasks', value: ({ tasks: count }) => count },
      { heading: 'runs', value: ({ runs }) => runs },
      {
        heading: 'error below Adam’s, % [95 %]',
        value: ({ logs }) => changeText(logs),
      },
    ],
    'How much lower the error is than that of Adam, geometric mean over the tasks; interval of a stratified bootstrap over the seeds of each method, with the mean of Adam held. With three seeds such an interval is too narrow.',
  )
