import { quantiles } from '@momenta/bench-results'
import { buildOptimizer, type Json } from '@momenta/optimizers'
import * as t from 'io-ts'
import { LooseList, outcomeOf } from '../tasks/outcomeOf.js'
import type { Choice, Contender, Outcome, Task, Work } from '../tasks/Task.js'
import { descent } from './descent.js'
import { type Landscape, landscapes } from './landscapes.js'
import { allMethods, atRate, large, remembering, type Setting, small } from './methods.js'
import { learningRates, search } from './search.js'
import { starts } from './starts.js'
import { secondsOf, toyWork } from './toyWork.js'
import { trajectoriesConfig } from './trajectoriesConfig.js'
import { trajectoriesSection } from './trajectoriesSection.js'

const name = 'trajectories'
const sizes = {
  quick: { runs: 5, searchRuns: 3, steps: 300 },
  default: { runs: 40, searchRuns: 40, steps: 1000 },
  full: { runs: 200, searchRuns: 100, steps: 1000 },
}

const works = ({ preset, seeds, contenders }: Choice): readonly Work[] => {
  const { runs, searchRuns, steps } = sizes[preset]
  const over = (methods: readonly Contender[], setting: Setting) =>
    ['goldstein-price', 'ackley', 'levy'].flatMap((landscape) =>
      methods.map((contender) => {
        const config = {
          landscape,
          contender,
          ...setting,
          steps,
          runs: seeds ?? runs,
          searchRuns: seeds ?? searchRuns,
        }
        return toyWork(name, config, {
          seed: 5,
          label: `${name} ${landscape} ${contender.name}, C=${setting.capacity}`,
          cost: secondsOf(
            contender,
            (learningRates.length * config.searchRuns + config.runs) * steps,
            2,
          ),
        })
      }),
    )
  return [
    ...over(contenders ?? allMethods(large), large),
    ...(contenders === undefined && preset !== 'quick'
      ? over(
          remembering(small).filter(({ name: own }) => own !== 'CM, matched step'),
          small,
        )
      : []),
  ]
}

const finite = (n: number): number | null => (Number.isFinite(n) ? n : null)

const run = async (planned: Work): Promise<Outcome> => {
  const { landscape, contender, steps, runs, searchRuns } = trajectoriesConfig(planned)
  const { surface: make, box, drawn: places } = landscapes[landscape] as Landscape
  const surface = make(2)
  // the rate is chosen on other starts than those that are reported
  const searched = starts(planned.seed + 1000, searchRuns, 2, box)
  const { means, best } = search(contender, surface, searched, steps)
  const optimizer = buildOptimizer(atRate(contender, best))
  const all = starts(planned.seed, runs, 2, box).map((start) =>
    descent(optimizer, surface, start, steps, 100),
  )
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
    } as unknown as Json,
  }
}

/** Trajectories over contours, and loss curves with bands, after a grid search. */
export const trajectories: Task = {
  name,
  title: 'Trajectories and losses after a grid search',
  source: 'Fig. 1, 3, 13, 14',
  works,
  run,
  read: outcomeOf(
    ['learningRate', 'runs', 'searchRuns', 'diverged'],
    t.type({
      last: LooseList,
      means: LooseList,
      at: t.readonlyArray(t.number),
      curve: t.type({ lower: LooseList, middle: LooseList, upper: LooseList }),
      paths: t.readonlyArray(t.readonlyArray(LooseList)),
    }),
  ),
  section: trajectoriesSection,
}
