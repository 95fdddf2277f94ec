import { twoBasin } from '@momenta/bench-surfaces'
import { buildOptimizer } from '@momenta/optimizers'
import * as t from 'io-ts'
import { LooseList, outcomeOf } from '../tasks/outcomeOf.js'
import type { Choice, Contender, Outcome, Task, Work } from '../tasks/Task.js'
import { descent } from './descent.js'
import { allMethods, atRate, large, paperMethods, type Setting } from './methods.js'
import { oneDimensionSection } from './oneDimensionSection.js'
import { type PathConfig, pathConfig, positions, sharpnesses } from './pathConfig.js'
import { secondsOf, toyWork } from './toyWork.js'

const name = 'one-dimensional'

const work = (config: PathConfig): Work =>
  toyWork(name, config, {
    seed: 0,
    label: `${name} ${config.contender.name}, C=${config.capacity}, λ=${config.decay}, s=${config.sharpness}, x₀=${config.start}`,
    cost: secondsOf(config.contender, config.steps, 1),
  })

const works = ({ contenders, preset }: Choice): readonly Work[] => {
  const over = (methods: readonly Contender[], setting: Setting) =>
    methods.flatMap((contender) =>
      sharpnesses.flatMap((sharpness) =>
        positions.map((start) =>
          work({ contender, sharpness, start, ...setting, learningRate: 0.1, steps: 200 }),
        ),
      ),
    )
  const main = over(contenders ?? allMethods(large), large)
  if (preset === 'quick' || contenders !== undefined) return main
  const settings = [0.7, 0.99].flatMap((decay) =>
    [1, 5, 20].map((capacity) => ({ capacity, decay })),
  )
  return [
    ...main,
    ...settings
      .filter(({ capacity, decay }) => capacity !== large.capacity || decay !== large.decay)
      .flatMap((setting) =>
        over(
          paperMethods(setting).filter((method) => method.name === 'Adam+CM'),
          setting,
        ),
      ),
  ]
}

const run = async (planned: Work): Promise<Outcome> => {
  const { contender, sharpness, start, learningRate, steps } = pathConfig(planned)
  const surface = twoBasin({ dim: 1, sharpness, form: 'separable' })
  const optimizer = buildOptimizer(atRate(contender, learningRate))
  const { path, at, lastLoss, last } = descent(optimizer, surface, [start], steps, steps)
  return {
    values: { last: last[0] as number, lastLoss },
    data: { steps: at, x: path.map(([x]) => (Number.isFinite(x) ? (x as number) : null)) },
  }
}

/** Trajectories on equation (8) in one dimension, and their sensitivity to capacity and decay. */
export const oneDimension: Task = {
  name,
  title: 'Trajectories in one dimension',
  source: 'Fig. 6, 17, 18',
  works,
  run,
  read: outcomeOf(['last', 'lastLoss'], t.type({ steps: t.readonlyArray(t.number), x: LooseList })),
  section: oneDimensionSection,
}
