import { chain, type Optimizer, optimizer } from '@momenta/core'
import { scaleByAdam, scaleByLearningRate } from '@momenta/transforms'
import { decayed } from './decayed.js'
import type { OfficialAdamOptions } from './officialAdamCM.js'
import { officialMemory } from './officialMemory.js'

/**
 * Adam_C, critical gradients, of the authors' code: g + mean of the memory, then coupled weight decay (which is not stored), then Adam.
 *
 * @throws RangeError if an option lies outside its range, or where the authors' code crashes (topC 0, kappa 0).
 *
 * Source: chandar-lab/CMOptimizer at bdc7731, optim.py.
 *
 * @example
 * import { officialAdamC } from '@momenta/optimizers/official'
 *
 * officialAdamC().transform.map(({ name }) => name) // => ['remember', 'scaleByAdam', 'scaleByLearningRate']
 */
export const officialAdamC = ({
  lr = 1e-3,
  betas: [b1, b2] = [0.9, 0.999],
  eps = 1e-8,
  weightDecay = 0,
  amsgrad = false,
  topC = 10,
  ...memory
}: OfficialAdamOptions = {}): Optimizer =>
  optimizer(
    chain(
      officialMemory('officialAdamC', memory, topC),
      decayed(weightDecay),
      scaleByAdam({ b1, b2, eps, amsgrad }),
      scaleByLearningRate({ learningRate: lr }),
    ),
  )
