import { twoBasin } from '@momenta/bench-surfaces'
import { buildOptimizer } from '@momenta/optimizers'
import * as t from 'io-ts'
import { descent } from '../../landscapes/descent.js'
import { atRate } from '../../methods/methods.js'
import type { Job, Outcome } from '../../tasks/Job.js'
import type { Task } from '../../tasks/Task.js'
import { balancedStarts } from './balancedStarts.js'
import { EscapeConfig, escapeCounts } from './escapeConfig.js'
import { escapeJobs } from './escapeJobs.js'
import { escapeSection } from './escapeSection.js'
import { flatCoordinates } from './twoBasins.js'

const run = async ({ config, seed }: Job<EscapeConfig>): Promise<Outcome<undefined>> => {
  const { contender, form, dim, sharpness, learningRate, steps, runs } = config
  const surface = twoBasin({ dim, sharpness, form })
  const optimizer = buildOptimizer(atRate(contender, learningRate))
  const isFlat = (x: readonly number[]) => flatCoordinates(form, sharpness, x).every(Boolean)
  const { sharp, flat } = balancedStarts(seed, runs, dim, isFlat)
  const ends = (points: readonly (readonly number[])[]) =>
    points.map((start) => descent(optimizer, surface, start, steps).last)
  const [fromSharp, fromFlat] = [ends(sharp), ends(flat)]
  const converged = (x: readonly number[]) => x.every(Number.isFinite)
  return {
    values: {
      couldEscape: sharp.length,
      escaped: fromSharp.filter((x) => converged(x) && isFlat(x)).length,
      couldFall: flat.length,
      fell: fromFlat.filter((x) => converged(x) && !isFlat(x)).length,
      diverged: [...fromSharp, ...fromFlat].filter((x) => !converged(x)).length,
    },
    data: undefined,
  }
}

/** Escape ratio by sharpness coefficient: from the sharp basin to the flat one, and back. */
export const escapeRatio: Task<EscapeConfig, undefined> = {
  name: 'escape-ratio',
  title: 'Escape from sharp minima',
  source: 'Fig. 5 and 12, equation (8)',
  toy: true,
  config: EscapeConfig,
  values: escapeCounts,
  data: t.undefined,
  jobs: escapeJobs,
  run,
  section: escapeSection,
}
