import { descend, type Surface, topEigenvalue } from '@momenta/bench-surfaces'
import { buildOptimizer } from '@momenta/optimizers'
import { descent } from '../../landscapes/descent.js'
import { landscapeNamed } from '../../landscapes/landscapes.js'
import {
  allMethods,
  atRate,
  large,
  paperMethods,
  remembering,
  type Setting,
  small,
} from '../../methods/methods.js'
import type { Choice } from '../../tasks/Choice.js'
import type { Contender } from '../../tasks/Contender.js'
import type { Job, Outcome } from '../../tasks/Job.js'
import { sizeOf } from '../../tasks/sizeOf.js'
import type { Task } from '../../tasks/Task.js'
import { learningRates } from '../search/search.js'
import { SearchConfig, searchJobs } from '../search/searchJobs.js'
import { searchOn } from '../search/searchOn.js'
import { finite } from '../toyJob.js'
import { Losses } from './sharpnessConfig.js'
import { sharpnessSection } from './sharpnessSection.js'

const name = 'sharpness-table'
const sizes = {
  smoke: { runs: 1, searchRuns: 1, steps: 20 },
  quick: { runs: 5, searchRuns: 3, steps: 300 },
  default: { runs: 60, searchRuns: 40, steps: 1000 },
  full: { runs: 300, searchRuns: 100, steps: 1000 },
}

const jobs = ({ preset, seeds, contenders }: Choice): readonly Job<SearchConfig>[] => {
  const { runs, searchRuns, steps } = sizeOf(sizes, preset)
  const size = { steps, runs: seeds ?? runs, searchRuns: seeds ?? searchRuns }
  const over = (on: readonly string[], methods: readonly Contender[], setting: Setting) =>
    searchJobs(name, 3, size, on, methods, setting)
  const all = ['goldstein-price', 'goldstein-price-raw', 'levy']
  const main = over(all, contenders ?? allMethods(large), large)
  if (preset === 'quick' || contenders !== undefined) return main
  return [
    ...main,
    ...over(['goldstein-price', 'levy'], remembering(small), small),
    ...[5, 10].flatMap((capacity) => {
      const setting = { ...large, capacity }
      const two = paperMethods(setting).filter(({ name: own }) =>
        ['Adam+CG', 'Adam+CM'].includes(own),
      )
      return over(['levy'], two, setting)
    }),
  ]
}

const curvature = (surface: Surface, x: ArrayLike<number>) =>
  Array.from(x).every(Number.isFinite)
    ? topEigenvalue(surface.hessian(x), surface.dim).max
    : Number.NaN

const run = async ({ config, seed }: Job<SearchConfig>): Promise<Outcome<Losses>> => {
  const { contender, steps, runs, searchRuns } = config
  const surface = landscapeNamed(config.landscape).surface(2)
  const { best: learningRate, starts } = searchOn(config, seed)
  const optimizer = buildOptimizer(atRate(contender, learningRate))
  const all = starts.map((start) => {
    const { last, lastLoss, bestLoss } = descent(optimizer, surface, start, steps)
    const floor = last.every(Number.isFinite) ? descend(surface, last) : undefined
    return {
      last: finite(lastLoss),
      best: finite(bestLoss),
      floor: finite(floor?.f ?? Number.NaN),
      sharpness: finite(floor === undefined ? Number.NaN : curvature(surface, floor.x)),
      sharpnessAtLast: finite(curvature(surface, last)),
    }
  })
  return {
    values: { learningRate, runs, searchRuns: searchRuns * learningRates.length },
    data: {
      last: all.map((one) => one.last),
      best: all.map((one) => one.best),
      floor: all.map((one) => one.floor),
      sharpness: all.map((one) => one.sharpness),
      sharpnessAtLast: all.map((one) => one.sharpnessAtLast),
    },
  }
}

/** Loss and sharpness on Goldstein-Price and Levy, and by capacity. */
export const sharpness: Task<SearchConfig, Losses> = {
  name,
  title: 'Loss and sharpness',
  source: 'toy table, Table 2',
  toy: true,
  config: SearchConfig,
  values: ['learningRate', 'runs', 'searchRuns'],
  data: Losses,
  jobs,
  run,
  section: sharpnessSection,
}
