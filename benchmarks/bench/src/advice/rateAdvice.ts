import { landscapes } from '../landscapes/landscapes.js'
import { large } from '../methods/methods.js'
import { groupRuns } from '../report/groupRuns.js'
import type { StoredFinished } from '../tasks/StoredTask.js'
import { finishedOf } from '../tasks/storeTask.js'
import { trajectories } from '../toy/trajectories/trajectories.js'
import { methodsOf } from '../training/report/methodsOf.js'
import type { TrainingRun } from '../training/trainingRuns.js'

interface Rates {
  readonly where: string
  readonly adam: number
  readonly momenta: number
}

const ofTraining = (runs: readonly TrainingRun[]): readonly Rates[] =>
  groupRuns(runs, ({ task }) => task.name).flatMap((own) => {
    const methods = methodsOf(own)
    const rateOf = (wanted: string) => methods.find(({ name }) => name === wanted)?.rate
    const [adam, momenta] = [rateOf('Adam'), rateOf('Adam+CM')]
    return adam === undefined || momenta === undefined
      ? []
      : [{ where: own[0].task.name, adam, momenta }]
  })

const ofSurfaces = (finished: readonly StoredFinished[]): readonly Rates[] => {
  const searches = finishedOf(trajectories, finished).filter(
    ({ job: { config } }) => config.capacity === large.capacity && config.decay === large.decay,
  )
  return [...new Set(searches.map(({ job }) => job.config.landscape))].flatMap((landscape) => {
    const rateOf = (name: string) =>
      searches.find(
        ({ job: { config } }) => config.landscape === landscape && config.contender.name === name,
      )?.values.learningRate
    const [adam, momenta] = [rateOf('Adam'), rateOf('Adam+CM')]
    return adam === undefined || momenta === undefined
      ? []
      : [{ where: landscapes[landscape]?.label ?? landscape, adam, momenta }]
  })
}

const shown = ({ where, adam, momenta }: Rates): string => `${where} ${momenta} against ${adam}`

/** The learning rate that Adam+CM needs, relative to that of Adam. */
export const rateAdvice = (
  finished: readonly StoredFinished[],
  runs: readonly TrainingRun[],
): string => {
  const rates = [...ofTraining(runs), ...ofSurfaces(finished)]
  if (rates.length === 0)
    return 'Learning rate: no search of both Adam and Adam+CM is finished, so nothing can be said.'
  const ratios = rates.map(({ adam, momenta }) => momenta / adam)
  const below = ratios.filter((ratio) => ratio < 0.99).length
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) =>
    Number(ratio.toPrecision(2)),
  )
  const advice =
    below === rates.length
      ? 'start the search of Adam+CM below the rate of Adam'
      : below === 0
        ? 'the rate of Adam is a fair start for Adam+CM'
        : 'search a tenth of Adam’s rate and Adam’s rate itself'
  return `Learning rate: the search chose for Adam+CM ${low === high ? `${low}` : `${low} to ${high}`} times the rate of Adam, a lower one in ${below} of ${rates.length} (${rates.map(shown).join('; ')}), so ${advice}.`
}
