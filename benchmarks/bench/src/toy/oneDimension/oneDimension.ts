import { twoBasin } from '@momenta/bench-surfaces'
import { buildOptimizer } from '@momenta/optimizers'
import { descent } from '../../landscapes/descent.js'
import { allMethods, atRate, large, paperMethods, type Setting } from '../../methods/methods.js'
import type { Choice } from '../../tasks/Choice.js'
import type { Contender } from '../../tasks/Contender.js'
import type { Job, Outcome } from '../../tasks/Job.js'
import type { Task } from '../../tasks/Task.js'
import { finite, secondsOf } from '../toyJob.js'
import { oneDimensionSection } from './oneDimensionSection.js'
import { Path, PathConfig, positions, sharpnesses } from './pathConfig.js'

const name = 'one-dimensional'

const jobOf = (config: PathConfig): Job<PathConfig> => ({
  task: name,
  config,
  seed: 0,
  label: `${name} ${config.contender.name}, C=${config.capacity}, λ=${config.decay}, s=${config.sharpness}, x₀=${config.start}`,
  cost: secondsOf(config.contender, config.steps, 1),
})

const jobs = ({ contenders, preset }: Choice): readonly Job<PathConfig>[] => {
  const over = (methods: readonly Contender[], setting: Setting) =>
    methods.flatMap((contender) =>
      sharpnesses.flatMap((sharpness) =>
        positions.map((start) =>
          jobOf({ contender, sharpness, start, ...setting, learningRate: 0.1, steps: 200 }),
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

const run = async ({ config }: Job<PathConfig>): Promise<Outcome<Path>> => {
  const { contender, sharpness, start, learningRate, steps } = config
  const surface = twoBasin({ dim: 1, sharpness, form: 'separable' })
  const optimizer = buildOptimizer(atRate(contender, learningRate))
  const { path, at, lastLoss, last } = descent(optimizer, surface, [start], steps, steps)
  return {
    values: { last: last[0] as number, lastLoss },
    data: { steps: at, x: path.map(([x]) => finite(x as number)) },
  }
}

/** Trajectories on equation (8) in one dimension, by capacity and decay. */
export const oneDimension: Task<PathConfig, Path> = {
  name,
  title: 'Trajectories in one dimension',
  source: 'Fig. 6, 17, 18',
  toy: true,
  config: PathConfig,
  values: ['last', 'lastLoss'],
  data: Path,
  jobs,
  run,
  section: oneDimensionSection,
}
