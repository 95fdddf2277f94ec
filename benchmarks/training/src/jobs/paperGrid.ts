import type { OptimizerSpec } from '@momenta/optimizers'
import type { Hyperparameters, Setting } from '../methods/Setting.js'
import { hyperparametersOf, withHyperparameters } from '../methods/withHyperparameters.js'

/** The grid of the paper's search (Table 5). */
const grid: { readonly [name in keyof Hyperparameters | 'learningRate']-?: readonly number[] } = {
  learningRate: [1e-1, 1e-2, 1e-3, 1e-4, 1e-5],
  b1: [0.9, 0.99, 0.999],
  b2: [0.99, 0.999, 0.9999],
  capacity: [5, 20],
  decay: [0.7, 0.99],
  rho: [0.01, 0.05, 0.1],
}

/** The bases of the Halton sequence; those of the finest axes equal their number of values. */
const bases: { readonly [name in keyof typeof grid]: number } = {
  learningRate: 5,
  b1: 3,
  b2: 7,
  capacity: 2,
  decay: 11,
  rho: 13,
}

/** The radical inverse of an integer: its digits in a base, mirrored at the point. */
const radicalInverse = (n: number, base: number): number =>
  n === 0 ? 0 : ((n % base) + radicalInverse(Math.floor(n / base), base)) / base

/**
 * The first settings of the paper's grid in the order of a Halton sequence, each once; the whole
 * grid where it has no more. The same for every seed and machine.
 */
export const paperGrid = (spec: OptimizerSpec, count: number): readonly Setting[] => {
  const names = ['learningRate' as const, ...hyperparametersOf(spec)]
  const size = names.reduce((product, name) => product * grid[name].length, 1)
  const found = new Map<string, Setting>()
  for (let n = 1; found.size < Math.min(count, size); n++) {
    const point = Object.fromEntries(
      names.map((name) => {
        const values = grid[name]
        return [name, values[Math.floor(radicalInverse(n, bases[name]) * values.length)]]
      }),
    ) as { readonly [name in keyof typeof grid]: number }
    const { learningRate, ...hyperparameters } = point
    const setting = { spec: withHyperparameters(spec, hyperparameters), learningRate }
    const key = JSON.stringify(point)
    if (!found.has(key)) found.set(key, setting)
  }
  return [...found.values()]
}
