import { groupRuns } from '../report/groupRuns.js'
import { methodsOf } from '../training/report/methodsOf.js'
import { overheadsOf, stepTime } from '../training/report/overheadTable.js'
import type { TrainingRun } from '../training/trainingRuns.js'

const few = (n: number): string => String(Number(n.toPrecision(2)))

/** What Adam+CM and SAM cost beside Adam, on each task. */
export const costAdvice = (runs: readonly TrainingRun[]): string => {
  const lines = groupRuns(runs, ({ task }) => task.name).flatMap((own) => {
    const all = overheadsOf(methodsOf(own))
    const named = (name: string) => all.find((one) => one.name === name)
    const [adam, momenta] = [named('Adam'), named('Adam+CM')]
    if (adam === undefined || momenta === undefined) return []
    return [
      `${own[0].task.name} ${few(stepTime(momenta) / stepTime(adam))} times the time and ${few(momenta.peakBytes / adam.peakBytes)} times the peak memory`,
    ]
  })
  return lines.length === 0
    ? 'Cost: no network has runs of both Adam and Adam+CM, so its cost is not known here; it keeps C more copies of the weights.'
    : `Cost of Adam+CM beside Adam, a step: ${lines.join('; ')}. SAM evaluates every gradient twice.`
}
