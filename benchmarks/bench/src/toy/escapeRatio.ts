import { twoBasin } from '@momenta/bench-surfaces'
import { buildOptimizer, type Json } from '@momenta/optimizers'
import type { Choice, Contender, Outcome, Task, Work } from '../tasks/Task.js'
import { descent } from './descent.js'
import { type EscapeConfig, escapeConfig } from './escapeConfig.js'
import { escapeSection } from './escapeSection.js'
import {
  allMethods,
  atRate,
  controls,
  large,
  paperMethods,
  type Setting,
  small,
} from './methods.js'
import { starts } from './starts.js'
import { flatCoordinates } from './twoBasins.js'

const name = 'escape-ratio'
const sizes = { quick: 40, default: 100, full: 400 }
const sharpnesses = [1, 2, 5, 10, 20, 50, 100]

const work = (config: EscapeConfig): Work => ({
  task: name,
  config: config as unknown as { readonly [name: string]: Json },
  seed: 1,
  label: `${name} ${config.contender.name}, C=${config.capacity}, D=${config.dim}, s=${config.sharpness}, α=${config.learningRate}`,
  cost: (config.runs * config.steps * (1 + config.dim / 10)) / 700_000,
})

const works = ({ preset, seeds, contenders }: Choice): readonly Work[] => {
  const base = {
    form: 'separable',
    learningRate: 0.1,
    steps: 500,
    runs: seeds ?? sizes[preset],
  } as const
  const over = (methods: readonly Contender[], setting: Setting, more: Partial<EscapeConfig>) =>
    (contenders ?? methods).flatMap((contender) =>
      (preset === 'quick' ? [1, 5, 20, 100] : sharpnesses).map((sharpness) =>
        work({ ...base, dim: 1, ...setting, contender, sharpness, ...more }),
      ),
    )
  const capacities = preset === 'quick' ? [] : [1, 3, 10]
  const only = (wanted: string) => (setting: Setting) =>
    paperMethods(setting).filter((method) => method.name === wanted)
  return [
    ...over(allMethods(large), large, {}),
    ...over(allMethods(large), large, { dim: 10 }),
    ...over(paperMethods(large), large, { dim: 10, form: 'joint' }),
    ...over([...only('Adam+CG')(small), ...only('Adam+CM')(small), ...controls(small)], small, {}),
    ...over([...only('Adam+CG')(small), ...only('Adam+CM')(small), ...controls(small)], small, {
      dim: 10,
    }),
    ...capacities.flatMap((capacity) => {
      const setting = { capacity, decay: large.decay }
      return over([...only('Adam+CG')(setting), ...only('Adam+CM')(setting)], setting, { dim: 10 })
    }),
    ...(preset === 'quick' ? [] : [0.03, 0.01]).flatMap((learningRate) =>
      over(paperMethods(large), large, { dim: 1, learningRate }),
    ),
  ]
}

const run = async (planned: Work): Promise<Outcome> => {
  const { contender, form, dim, sharpness, learningRate, steps, runs } = escapeConfig(planned)
  const surface = twoBasin({ dim, sharpness, form })
  const optimizer = buildOptimizer(atRate(contender, learningRate))
  const counts = { couldEscape: 0, escaped: 0, couldFall: 0, fell: 0, diverged: 0 }
  for (const start of starts(planned.seed, runs, dim, [-1, 1])) {
    const before = flatCoordinates(form, sharpness, start)
    const { last } = descent(optimizer, surface, start, steps)
    const after = flatCoordinates(form, sharpness, last)
    if (!last.every(Number.isFinite)) counts.diverged += 1
    if (before.every(Boolean)) {
      counts.couldFall += 1
      if (!after.every(Boolean)) counts.fell += 1
    } else {
      counts.couldEscape += 1
      if (after.every(Boolean)) counts.escaped += 1
    }
  }
  return { values: counts }
}

/** Escape ratio against the sharpness coefficient: from the sharp basin to the flat one, and the other way. */
export const escapeRatio: Task = {
  name,
  title: 'Escape from sharp minima',
  source: 'Fig. 5 and 12, equation (8)',
  works,
  run,
  section: escapeSection,
}
