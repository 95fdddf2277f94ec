import { chain, identity, type Optimizer, optimizer } from '@momenta/core'
import { scaleByLearningRate, trace } from '@momenta/transforms'
import { decayed } from './decayed.js'
import type { OfficialOptions } from './OfficialOptions.js'
import { officialMemory } from './officialMemory.js'

/** Options of {@link officialSGDC}. */
export interface OfficialSGDOptions extends OfficialOptions {
  readonly momentum?: number
  readonly dampening?: number
}

/**
 * SGD_C, critical gradients, of the authors' code: weight decay enters the stored gradient but not its key; momentum acts on the aggregate. With
 * kappa 0 it is plain gradient descent: its momentum is dropped too.
 *
 * @throws RangeError if an option lies outside its range, or where the authors' code crashes (topC 0).
 *
 * Source: chandar-lab/CMOptimizer at bdc7731, optim.py.
 *
 * @example
 * import { officialSGDC } from '@momenta/optimizers/official'
 *
 * officialSGDC({ momentum: 0.9 }).transform.map(({ name }) => name) // => ['remember', 'trace', 'scaleByLearningRate']
 */
export const officialSGDC = ({
  lr = 1e-3,
  weightDecay = 0,
  momentum = 0,
  dampening = 0,
  kappa = 1,
  topC = 10,
  ...memory
}: OfficialSGDOptions = {}): Optimizer =>
  optimizer(
    chain(
      decayed(weightDecay),
      kappa === 0
        ? identity
        : chain(
            officialMemory('officialSGDC', { ...memory, kappa }, topC),
            momentum === 0 ? identity : trace({ decay: momentum, dampening }),
          ),
      scaleByLearningRate({ learningRate: lr }),
    ),
  )
