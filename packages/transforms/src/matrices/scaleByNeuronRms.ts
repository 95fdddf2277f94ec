import { describeWhole, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { divisorEps } from '../scaling/secondMoment.js'

const options = {
  /** β₂ of the second moment of a neuron, in [0, 1). Default 0.95. */
  b2: hyperparameter(ranges.decay, 0.95),
  /** ε >= 0, added to roots and norms. Default 1e-10. */
  eps: hyperparameter(ranges.nonNegative, 1e-10),
  /** Whether the last axis of a leaf is its neurons, or the first. Default 'last'. */
  neurons: choice(['last', 'first'], 'last'),
}

/** Options of {@link scaleByNeuronRms}. */
export interface ScaleByNeuronRmsOptions extends OptionsOf<typeof options> {}

/**
 * Divides the update of each neuron by its root mean square over the steps, and keeps the norm of
 * the leaf: v = β₂ v + (1 − β₂) mean(u²) over all axes but that of the neurons; w = u/(√v + ε), u'
 * = w ‖u‖/(‖w‖ + ε).
 *
 * After `orthogonalize` it is NorMuon. Leaves with fewer than two axes are unchanged. State: one
 * number for each neuron. Hyperparameters: `b2`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Li et al., arXiv 2510.05491; `pytorch_optimizer.NorMuon`.
 *
 * @example
 * import { scaleByNeuronRms } from '@momenta/transforms'
 *
 * scaleByNeuronRms().map(({ name }) => name) // => ['scaleByNeuronRms']
 */
export const scaleByNeuronRms: Factory<ScaleByNeuronRmsOptions, Transform> = defineFactory(
  'scaleByNeuronRms',
  options,
  (given) => {
    const axisOf = (axes: number): number => (given.neurons === 'last' ? axes - 1 : 0)
    const isNeuron = (shape: readonly number[]) => (axis: number) => axis === axisOf(shape.length)
    return describeWhole({
      name: 'scaleByNeuronRms',
      only: (_, shape) => shape.length >= 2 && !shape.includes(0),
      slots: {
        nu: { fill: 0, shape: (leaf) => leaf.map((n, axis) => (isNeuron(leaf)(axis) ? n : 1)) },
      },
      ...describeOptions(options, given),
      init: () => null,
      plan: (host, _, { b2 = 0, eps = 0 }) => ({
        next: host,
        plan: { scalars: { b2, c2: 1 - b2, eps: divisorEps(eps) } },
      }),
      leaf: (x, { updates: u, slots: s, scalars: k }) => {
        const shape = x.shapeOf(u)
        const others = shape.map((_, axis) => axis).filter((axis) => !isNeuron(shape)(axis))
        const mean = x.meanOver(x.mul(u, u), others)
        const nu = x.add(x.mul(k.b2, s.nu), x.mul(k.c2, mean))
        const scaled = x.div(u, x.add(x.sqrt(nu), k.eps))
        const kept = x.div(x.norm(u), x.add(x.norm(scaled), k.eps))
        return { updates: x.mul(kept, scaled), slots: { nu } }
      },
    })
  },
)
