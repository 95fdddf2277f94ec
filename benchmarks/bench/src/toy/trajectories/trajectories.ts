import { quantiles } from '@momenta/bench-results'
import { buildOptimizer } from '@momenta/optimizers'
import { descent } from '../../landscapes/descent.js'
import { landscapeNamed } from '../../landscapes/landscapes.js'
import { allMethods, atRate, large, remembering, small } from '../../methods/methods.js'
import type { Choice } from '../../tasks/Choice.js'
import type { Job, Outcome } from '../../tasks/Job.js'
import { sizeOf } from '../../tasks/sizeOf.js'
import type { Task } from '../../tasks/Task.js'
import { learningRates } from '../search/search.js'
import { SearchConfig, searchJobs } from '../search/searchJobs.js'
import { searchOn } from '../search/searchOn.js'
import { finite } from '../toyJob.js'
import { TrajectoriesData } from './trajectoriesConfig.js'
import { trajectoriesSection } from './trajectoriesSection.js'

const name = 'trajectories'
const sizes = {
  smoke: { runs: 1, searchRuns: 1, steps: 20 },
  quick: { runs: 5, searchRuns: 3, steps: 300 },
  default: { runs: 40, searchRuns: 40, steps: 1000 },
  full: { runs: 200, searchRuns: 100, steps: 1000 },
}
const drawn = ['goldstein-price', 'ackley', 'levy']

const jobs = ({ preset, seeds, contenders }: Choice): readonly Job<SearchConfig>[] => {
  const { runs, searchRuns, steps } = sizeOf(sizes, preset)
  const size = { steps, runs: seeds ?? runs, searchRuns: seeds ?? searchRuns }
  const main = searchJobs(name, 5, size, drawn, contenders ?? allMethods(large), large)
  if (preset === 'quick' || contenders !== undefined) return main
  // with a searched learning rate, a factor of it makes no difference
  const distinct = remembering(small).filter(({ rateFactor }) => rateFactor === undefined)
  return [...main, ...searchJobs(name, 5, size, drawn, distinct, small)]
}

const run = async ({ config, seed }: Job<SearchConfig>): Promise<Outcome<TrajectoriesData>> => {
  const { landscape, contender, steps, runs, searchRuns } = config
  const { surface: make, drawn: places } = landscapeNamed(landscape)
  const surface = make(2)
  const { means, best, starts } = searchOn(config, seed)
  const optimizer = buildOptimizer(atRate(contender, best))
  const all = starts.map((start) => descent(optimizer, surface, start, steps, 100))
  const at = all[0]?.at ?? []
  const levels = at.map((_, i) =>
    quantiles(
      all.map(({ losses }) => losses[i] as number),
      [0.25, 0.5, 0.75],
    ),
  )
  const column = (q: number) => levels.map((level) => finite(level[q] as number))
  return {
    values: {
      learningRate: best,
      runs,
      searchRuns: searchRuns * learningRates.length,
      diverged: all.filter(({ lastLoss }) => !Number.isFinite(lastLoss)).length,
    },
    data: {
      last: all.map(({ lastLoss }) => finite(lastLoss)),
      means: means.map(finite),
      at,
      curve: { lower: column(0), middle: column(1), upper: column(2) },
      paths: places.map((start) =>
        descent(optimizer, surface, start, steps, 399).path.map((point) => point.map(finite)),
      ),
    },
  }
}

/** Trajectories over contours, and loss curves with bands, after a grid search. */
export const trajectories: Task<SearchConfig, TrajectoriesData> = {
  name,
  title: 'Trajectories and losses after a grid search',
  source: 'Fig. 1, 3, 13, 14',
  toy: true,
  config: SearchConfig,
  values: ['learningRate', 'runs', 'searchRuns', 'diverged'],
  data: TrajectoriesData,
  jobs,
  run,
  section: trajectoriesSection,
}
