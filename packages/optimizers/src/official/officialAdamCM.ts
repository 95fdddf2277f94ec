import { chain, type Optimizer, optimizer } from '@momenta/core'
import { ema, scaleByLearningRate, scaleByNu } from '@momenta/transforms'
import { decayed } from './decayed.js'
import { fromStep } from './fromStep.js'
import type { OfficialOptions } from './OfficialOptions.js'
import { officialMemory } from './officialMemory.js'

/** Options of {@link officialAdamCM}. */
export interface OfficialAdamOptions extends OfficialOptions {
  readonly betas?: readonly [number, number]
  readonly amsgrad?: boolean
}

/**
 * Adam_CM of the authors' code, quirks included.
 *
 * It differs from the paper's algorithm (`adamCM`) in this: on the first step the moments stay 0, the parameters do not move (but for
 * weight decay, which is decoupled), and the raw gradient, not the momentum, enters the memory; that step counts for the bias corrections. The key is
 * the sum of the norms of the leaves.
 *
 * @throws RangeError if an option lies outside its range, or where the authors' code crashes (topC 0, kappa 0).
 *
 * Source: chandar-lab/CMOptimizer at bdc7731, optim.py.
 *
 * @example
 * import { officialAdamCM } from '@momenta/optimizers/official'
 *
 * officialAdamCM().transform.map(({ name }) => name) // => ['ema', 'remember', 'scaleByNu', 'scaleByLearningRate']
 */
export const officialAdamCM = ({
  lr = 1e-3,
  betas: [b1, b2] = [0.9, 0.999],
  eps = 1e-8,
  weightDecay = 0,
  amsgrad = false,
  topC = 5,
  ...memory
}: OfficialAdamOptions = {}): Optimizer =>
  optimizer(
    chain(
      fromStep(2, ema({ decay: b1 }), 'pass'),
      officialMemory('officialAdamCM', memory, topC),
      fromStep(2, scaleByNu({ b1, b2, eps, amsgrad }), 'zero'),
      decayed(weightDecay),
      scaleByLearningRate({ learningRate: lr }),
    ),
  )
