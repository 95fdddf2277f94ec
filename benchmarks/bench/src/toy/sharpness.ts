import { descend, type Surface, topEigenvalue } from '@momenta/bench-surfaces'
import { buildOptimizer } from '@momenta/optimizers'
import * as t from 'io-ts'
import { LooseList, outcomeOf } from '../tasks/outcomeOf.js'
import type { Choice, Contender, Outcome, Task, Work } from '../tasks/Task.js'
import { descent } from './descent.js'
import { type Landscape, landscapes } from './landscapes.js'
import {
  allMethods,
  atRate,
  large,
  paperMethods,
  remembering,
  type Setting,
  small,
} from './methods.js'
import { learningRates, search } from './search.js'
import { sharpnessConfig } from './sharpnessConfig.js'
import { sharpnessSection } from './sharpnessSection.js'
import { starts } from './starts.js'
import { secondsOf, toyWork } from './toyWork.js'

const name = 'sharpness-table'
const sizes = {
  quick: { runs: 5, searchRuns: 3, steps: 300 },
  default: { runs: 60, searchRuns: 40, steps: 1000 },
  full: { runs: 300, searchRuns: 100, steps: 1000 },
}
const tabled = ['goldstein-price', 'goldstein-price-raw', 'levy']

const works = ({ preset, seeds, contenders }: Choice): readonly Work[] => {
  const { runs, searchRuns, steps } = sizes[preset]
  const work = (landscape: string, contender: Contender, setting: Setting): Work => {
    const config = {
      landscape,
      contender,
      ...setting,
      steps,
      runs: seeds ?? runs,
      searchRuns: seeds ?? searchRuns,
    }
    return toyWork(name, config, {
      seed: 3,
      label: `${name} ${landscape} ${contender.name}, C=${setting.capacity}, λ=${setting.decay}`,
      cost: secondsOf(
        contender,
        (learningRates.length * config.searchRuns + config.runs) * steps,
        2,
      ),
    })
  }
  const over = (on: readonly string[], methods: readonly Contender[], setting: Setting) =>
    on.flatMap((landscape) => methods.map((contender) => work(landscape, contender, setting)))
  const main = over(tabled, contenders ?? allMethods(large), large)
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

const finite = (n: number): number | null => (Number.isFinite(n) ? n : null)
const curvature = (surface: Surface, x: ArrayLike<number>) =>
  Array.from(x).every(Number.isFinite)
    ? topEigenvalue(surface.hessian(x), surface.dim).max
    : Number.NaN

const run = async (planned: Work): Promise<Outcome> => {
  const { landscape, contender, steps, runs, searchRuns } = sharpnessConfig(planned)
  const { surface: make, box } = landscapes[landscape] as Landscape
  const surface = make(2)
  // the rate is chosen on other starts than those that are reported
  const searched = starts(planned.seed + 1000, searchRuns, 2, box)
  const { best: learningRate } = search(contender, surface, searched, steps)
  const optimizer = buildOptimizer(atRate(contender, learningRate))
  const all = starts(planned.seed, runs, 2, box).map((start) => {
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

/** Loss and sharpness on Goldstein-Price and Levy, and against the capacity. */
export const sharpness: Task = {
  name,
  title: 'Loss and sharpness',
  source: 'toy table, Table 2',
  works,
  run,
  read: outcomeOf(
    ['learningRate', 'runs', 'searchRuns'],
    t.type({
      last: LooseList,
      best: LooseList,
      floor: LooseList,
      sharpness: LooseList,
      sharpnessAtLast: LooseList,
    }),
  ),
  section: sharpnessSection,
}
