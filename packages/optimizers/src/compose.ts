import {
  chain,
  identity,
  type Optimizer,
  optimizer,
  type RememberOptions,
  remember,
  type Transform,
} from '@momenta/core'
import type { Schedule } from '@momenta/schedules'
import { addDecayedWeights, scaleByLearningRate } from '@momenta/transforms'
import type { Base, Cut } from './bases/Base.js'

/** Options that every optimizer takes. */
export interface CommonOptions {
  /** α, a finite number >= 0, or a function from the step, counted from 0. */
  readonly learningRate?: number | Schedule
  /** λ >= 0: shrinks the parameters. Default none. */
  readonly weightDecay?: number
  /** Whether weight decay is added to the direction (decoupled, as in AdamW) or to the gradient (coupled, as in L2 regularisation). */
  readonly decoupled?: boolean
  /** The leaves that decay, by name. Default all. */
  readonly weightDecayMask?: (name: string) => boolean
  /** What becomes of the gradients before anything else, as `clipByGlobalNorm()`. Default nothing. */
  readonly clip?: Transform
}

/** A memory, and what it remembers: gradients (critical gradients), or momenta (critical momenta). */
export interface MemoryOptions extends RememberOptions, Cut {
  readonly of: 'gradients' | 'momenta'
}

/** All that an optimizer is made of. */
export interface Composition extends CommonOptions {
  readonly base: Base
  readonly memory?: MemoryOptions
}

const directed = (base: Base, decay: Transform, memory: MemoryOptions | undefined): Transform => {
  if (memory === undefined) return chain(decay, base.whole)
  if (memory.of === 'gradients') return chain(remember(memory), decay, base.whole)
  const [momentum, scaling] = base.halves(memory)
  return chain(decay, momentum, remember(memory), scaling)
}

/**
 * Composes an optimizer from a base, an optional memory, weight decay and a learning rate:
 *
 * | memory | chain |
 * | --- | --- |
 * | none | clip, coupled decay, base, decoupled decay, learning rate |
 * | gradients | clip, remember, coupled decay, base, decoupled decay, learning rate |
 * | momenta | clip, coupled decay, momentum of the base, remember, scaling of the base, decoupled decay, learning rate |
 *
 * @throws RangeError, TypeError if a part does not accept its options.
 *
 * @example
 * import { adamBase, compose } from '@momenta/optimizers'
 *
 * const adamCM = compose({ base: adamBase(), memory: { of: 'momenta', capacity: 20 } })
 * adamCM.transform.map(({ name }) => name) // => ['ema', 'remember', 'scaleByNu', 'scaleByLearningRate']
 */
export const compose = ({
  base,
  memory,
  learningRate = 1e-3,
  weightDecay,
  decoupled = false,
  weightDecayMask,
  clip = identity,
}: Composition): Optimizer => {
  const decay =
    weightDecay === undefined
      ? identity
      : addDecayedWeights({
          weightDecay,
          ...(weightDecayMask === undefined ? {} : { mask: weightDecayMask }),
        })
  return optimizer(
    chain(
      clip,
      directed(base, decoupled ? identity : decay, memory),
      decoupled ? decay : identity,
      scaleByLearningRate({ learningRate }),
    ),
  )
}
