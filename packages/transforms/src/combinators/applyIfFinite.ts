import { chain, describe, nextCount, type Transform } from '@momenta/core'
import { type Combinator, defineCombinator, type NoOptions } from '@momenta/options'
import { held } from './held.js'

/**
 * Skips a step whose raw gradients contain NaN or infinity: the state of the inner transform
 * (counts, moments, memories) and the parameters do not change.
 *
 * All leaves count, also those that no inner part acts on. After a part that rebinds the gradient,
 * both the raw gradients and those that it bound must be finite. Measures the gradients: one
 * readback per step.
 *
 * Around `accumulate`, a step counts as one of the k if its raw gradients are finite, even if their
 * mean is not; then the update of these k steps is skipped.
 *
 * @throws TypeError if the argument is not a transform.
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

const takesStep = { zeros: false }
const skipsStep = { zeros: true }

/** Counts the skipped steps, and sets the updates to 0 even if the inner transform is empty. */
const skipped = (): Transform =>
  describe({
    name: 'skipped',
    slots: {},
    hyper: {},
    needs: ['finite'],
    init: () => 0,
    plan: (count: number, { finite }) =>
      finite
        ? { next: count, plan: { scalars: {}, variant: takesStep } }
        : { next: nextCount('applyIfFinite', count), plan: { scalars: {}, variant: skipsStep } },
    body: (x, { updates: u, variant }) => ({
      updates: variant.zeros ? x.of(0) : u,
      slots: {},
    }),
  })
