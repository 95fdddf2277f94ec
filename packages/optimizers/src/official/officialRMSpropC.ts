import { mean } from '@momenta/aggregators'
import { chain, identity, type Optimizer, optimizer } from '@momenta/core'
import { scaleByLearningRate, scaleByRms, trace } from '@momenta/transforms'
import { decayed } from './decayed.js'
import type { OfficialOptions } from './OfficialOptions.js'
import { officialMemory } from './officialMemory.js'

/** Options of {@link officialRMSpropC}. */
export interface OfficialRMSpropOptions extends OfficialOptions {
  readonly alpha?: number
  readonly momentum?: number
  readonly centered?: boolean
}

/**
 * RMSprop_C, critical gradients, of the authors' code: it steps with the mean of the memory alone, so a gradient counts one step late; then
 * coupled weight decay and RMSProp.
 *
 * @throws RangeError if an option lies outside its range, or where the authors' code crashes (topC 0, kappa 0).
 *
 * Source: chandar-lab/CMOptimizer at bdc7731, optim.py.
 *
 * @example
 * import { officialRMSpropC } from '@momenta/optimizers/official'
 *
 * officialRMSpropC().transform.map(({ name }) => name) // => ['remember', 'scaleByRms', 'scaleByLearningRate']
 */
export const officialRMSpropC = ({
  lr = 1e-2,
  alpha = 0.99,
  eps = 1e-8,
  weightDecay = 0,
  momentum = 0,
  centered = false,
  topC = 10,
  ...memory
}: OfficialRMSpropOptions = {}): Optimizer =>
  optimizer(
    chain(
      officialMemory('officialRMSpropC', memory, topC, mean()),
      decayed(weightDecay),
      scaleByRms({ decay: alpha, eps, centered }),
      momentum === 0 ? identity : trace({ decay: momentum }),
      scaleByLearningRate({ learningRate: lr }),
    ),
  )
