import { chain, describe, nextCount, type Transform } from '@momenta/core'
import { type Combinator, defineCombinator, type NoOptions } from '@momenta/options'
import { held } from './held.js'

/**
 * Skips a step whose raw gradients hold a NaN or an infinity: the transform inside rests (counts, moments and memories stay as they were)
 * and the parameters do not move.
 *
 * All leaves count, also those that a part inside does not act on. Behind a part that rebinds the gradient, the raw gradients and
 * those that it bound must be finite. It measures the gradients: one readback a step.
 *
 * @throws TypeError if the transform is none.
 *
 * @example
 * import { applyIfFinite, scaleByAdam } from '@momenta/transforms'
 *
 * applyIfFinite(scaleByAdam()).map(({ name }) => name) // => ['scaleByAdam', 'skipped']
 */
export const applyIfFinite: Combinator<Transform | undefined, NoOptions, Transform> =
  defineCombinator<Transform | undefined, NoOptions, Record<never, never>, Transform>(
    'applyIfFinite',
    { kind: 'transform', example: (): Transform => [], optional: true },
    {},
    (transform) =>
      chain(
        held(transform, ({ finite }) => !finite, ['finite']),
        skipped(),
      ),
  )

const taken = { skips: false }
const skips = { skips: true }

/** Counts the skipped steps, and makes sure that nothing moves even where nothing stands inside. */
const skipped = (): Transform =>
  describe({
    name: 'skipped',
    slots: {},
    hyper: {},
    needs: ['finite'],
    init: () => 0,
    plan: (count: number, { finite }) =>
      finite
        ? { next: count, plan: { scalars: {}, variant: taken } }
        : { next: nextCount('applyIfFinite', count), plan: { scalars: {}, variant: skips } },
    body: (x, { updates: u, variant }) => ({
      updates: variant.skips ? x.of(0) : u,
      slots: {},
    }),
  })
