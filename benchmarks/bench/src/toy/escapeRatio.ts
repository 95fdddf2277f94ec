import { twoBasin } from '@momenta/bench-surfaces'
import { buildOptimizer } from '@momenta/optimizers'
import { outcomeOf } from '../tasks/outcomeOf.js'
import type { Outcome, Task, Work } from '../tasks/Task.js'
import { balancedStarts } from './balancedStarts.js'
import { descent } from './descent.js'
import { escapeConfig } from './escapeConfig.js'
import { escapeSection } from './escapeSection.js'
import { escapeWorks } from './escapeWorks.js'
import { atRate } from './methods.js'
import { flatCoordinates } from './twoBasins.js'

const run = async (planned: Work): Promise<Outcome> => {
  const { contender, form, dim, sharpness, learningRate, steps, runs } = escapeConfig(planned)
  const surface = twoBasin({ dim, sharpness, form })
  const optimizer = buildOptimizer(atRate(contender, learningRate))
  const isFlat = (x: readonly number[]) => flatCoordinates(form, sharpness, x).every(Boolean)
  const { sharp, flat } = balancedStarts(planned.seed, runs, dim, isFlat)
  const ends = (points: readonly (readonly number[])[]) =>
    points.map((start) => descent(optimizer, surface, start, steps).last)
  const [fromSharp, fromFlat] = [ends(sharp), ends(flat)]
  const isHere = (x: readonly number[]) => x.every(Number.isFinite)
  return {
    values: {
      couldEscape: sharp.length,
      escaped: fromSharp.filter((x) => isHere(x) && isFlat(x)).length,
      couldFall: flat.length,
      fell: fromFlat.filter((x) => isHere(x) && !isFlat(x)).length,
      diverged: [...fromSharp, ...fromFlat].filter((x) => !isHere(x)).length,
    },
  }
}

/** Escape ratio against the sharpness coefficient: from the sharp basin to the flat one, and the other way. */
export const escapeRatio: Task = {
  name: 'escape-ratio',
  title: 'Escape from sharp minima',
  source: 'Fig. 5 and 12, equation (8)',
  works: escapeWorks,
  run,
  read: outcomeOf(['couldEscape', 'escaped', 'couldFall', 'fell', 'diverged']),
  section: escapeSection,
}
