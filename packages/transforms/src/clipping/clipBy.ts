import { describe, infallible, type Plan, type Transform } from '@momenta/core'
import { defineFactory, describeOptions, type Factory } from '@momenta/options'
import type { Factors, FactorsVariant } from '../scaling/Factors.js'
import { scaleUpdates } from '../scaling/scaleUpdates.js'
import { type ClipOptions, clipOptions } from './clipOptions.js'
import { clipTo } from './clipTo.js'

type ClipPlan = Plan<Factors, FactorsVariant>

/** Brings a norm down to the bound. */
type Clip = (norm: number) => ClipPlan

/**
 * The factory of a clip by norms.
 *
 * @param planFor - The plan for all leaves, or one for each, from their norms.
 */
export const clipBy = (
  name: string,
  planFor: (norms: readonly number[], clip: Clip) => ClipPlan | readonly ClipPlan[],
): Factory<ClipOptions, Transform> =>
  defineFactory(name, clipOptions, (given) =>
    infallible(
      describe({
        name,
        slots: {},
        ...describeOptions(clipOptions, given),
        needs: ['updates'],
        init: () => null,
        plan: (host, { updates }, { max = given.max }) => ({
          next: host,
          plan: planFor(updates, (norm) => clipTo(norm, max)),
        }),
        body: (x, at) => ({ updates: scaleUpdates(x, at), slots: {} }),
      }),
    ),
  )
