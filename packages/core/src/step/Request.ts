import type { GroupPlans } from './GroupPlans.js'
import type { LayoutSegment } from './Layout.js'
import type { Measurement } from './Measurement.js'

/** The requests of a step to an interpreter. */
export type Request =
  /** Measure norms and reductions; the reply is the list of numbers that `Measurement` defines. */
  | ({ readonly kind: 'measure' } & Measurement)
  /**
   * Evaluate the loss at the parameters plus the updates that these plans give for those that come
   * into the segment, which changes nothing, and measure there: the gradients are those of that
   * point.
   */
  | ({
      readonly kind: 'evaluate'
      readonly plans: readonly GroupPlans[]
      /** Its index, from 1. */
      readonly evaluation: number
    } & Measurement)
  /** Run the parts of a segment on each leaf, with these plans. */
  | {
      readonly kind: 'run'
      readonly segment: LayoutSegment
      readonly plans: readonly GroupPlans[]
    }

/** A request of a step that evaluates the loss again. */
export type Proposal = Extract<Request, { readonly kind: 'evaluate' }>
