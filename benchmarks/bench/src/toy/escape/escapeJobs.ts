import {
  allMethods,
  large,
  paperMethods,
  remembering,
  type Setting,
  small,
} from '../../methods/methods.js'
import type { Choice } from '../../tasks/Choice.js'
import type { Contender } from '../../tasks/Contender.js'
import type { Job } from '../../tasks/Job.js'
import { sizeOf } from '../../tasks/sizeOf.js'
import { secondsOf } from '../toyJob.js'
import type { EscapeConfig } from './escapeConfig.js'

const name = 'escape-ratio'
const sizes = { smoke: 1, quick: 10, default: 50, full: 200 }
const sharpnesses = [1, 2, 5, 10, 20, 50, 100]
const few = [5, 20, 100]

const jobOf = (config: EscapeConfig): Job<EscapeConfig> => {
  const { contender, capacity, dim, sharpness, learningRate, runs, steps, form } = config
  const memory = contender.spec.memory === undefined ? '' : `, C=${capacity}`
  return {
    task: name,
    config,
    // each sharpness has its own starts, so that pooled runs are independent
    seed: 1000 + sharpness,
    label: `${name} ${contender.name}${memory}, D=${dim}${form === 'joint' ? ' joint' : ''}, s=${sharpness}, α=${learningRate}`,
    cost: secondsOf(contender, 2 * runs * steps, dim),
  }
}

const named = (names: readonly string[], setting: Setting): readonly Contender[] =>
  paperMethods(setting).filter((method) => names.includes(method.name))

/**
 * The jobs of a choice: methods and controls by sharpness, then smaller memories and learning
 * rates, then the joint form.
 */
export const escapeJobs = ({ preset, seeds, contenders }: Choice): readonly Job<EscapeConfig>[] => {
  const base = {
    form: 'separable',
    learningRate: 0.1,
    steps: 500,
    runs: seeds ?? sizeOf(sizes, preset),
  } as const
  const quick = preset === 'quick'
  const over = (
    methods: readonly Contender[],
    setting: Setting,
    at: readonly number[],
    more: Partial<EscapeConfig>,
  ) =>
    methods.flatMap((contender) =>
      at.map((sharpness) => jobOf({ ...base, dim: 1, ...setting, contender, sharpness, ...more })),
    )
  const all = quick ? [1, 5, 20, 100] : sharpnesses
  const dims = [1, 10]
  const main = dims.flatMap((dim) => over(contenders ?? allMethods(large), large, all, { dim }))
  if (contenders !== undefined) return main
  const capacities = quick ? [] : [1, 3, 5, 10]
  const rates = quick ? [] : [0.03, 0.01]
  return [
    ...main,
    ...dims.flatMap((dim) => over(remembering(small), small, all, { dim })),
    ...capacities.flatMap((capacity) => {
      const setting = { capacity, decay: large.decay }
      return over(named(['Adam+CG', 'Adam+CM'], setting), setting, all, { dim: 10 })
    }),
    ...rates.flatMap((learningRate) =>
      dims.flatMap((dim) => [
        ...over(allMethods(large), large, few, { dim, learningRate }),
        ...over(remembering(small), small, few, { dim, learningRate }),
      ]),
    ),
    ...[2, 10].flatMap((dim) =>
      over(paperMethods(large), large, quick ? [5] : [1, 5, 20, 100], { dim, form: 'joint' }),
    ),
  ]
}
