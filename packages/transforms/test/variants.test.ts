import { describe, optimizer, type Transform, type Variant } from '@momenta/core'
import { compile } from '@momenta/float64'
import { accumulate, applyIfFinite, freezable } from '@momenta/transforms'
import t from 'tap'

/** Doubles u in odd steps and passes it in even ones, told by two variants of the caller's. */
const alternating = <W extends Variant>(odd: W, even: W, isOdd: (variant: W) => boolean) =>
  describe({
    name: 'alternating',
    slots: {},
    hyper: {},
    init: () => 0,
    plan: (count: number) => ({
      next: count + 1,
      plan: { scalars: {}, variant: count % 2 === 0 ? odd : even },
    }),
    body: (x, { updates: u, variant }) => ({
      updates: isOdd(variant as W) ? x.add(u, u) : u,
      slots: {},
    }),
  })

/** Where a leaf that starts at 0 is after each of four steps with a gradient of 1. */
const positions = (transform: Transform): readonly number[] => {
  const run = compile(optimizer(transform), [[0]])
  return [1, 2, 3, 4].map(() => {
    run.step((_, [g]) => {
      g?.fill(1)
      return 0
    })
    return run.params[0]?.[0] as number
  })
}

t.test('a part inside a combinator may use the fields that the combinator uses', async (t) => {
  const parts = [
    alternating({ rests: true }, { rests: false }, ({ rests }) => rests),
    alternating(
      { frozen: true, zeros: false },
      { frozen: false, zeros: false },
      ({ frozen }) => frozen,
    ),
    alternating(
      { inner: { rests: true } },
      { inner: { rests: false } },
      ({ inner }) => inner.rests,
    ),
  ]
  for (const part of parts) {
    t.same(positions(part), [2, 3, 5, 6])
    t.same(positions(applyIfFinite(part)), [2, 3, 5, 6])
    t.same(positions(freezable(part)), [2, 3, 5, 6])
    t.same(positions(applyIfFinite(freezable(applyIfFinite(part)))), [2, 3, 5, 6])
    // one step of the part in two calls, each with the mean gradient 1
    t.same(positions(accumulate(part, { every: 2 })), [0, 2, 2, 3])
    t.same(positions(freezable(accumulate(part, { every: 2 }))), [0, 2, 2, 3])
    // one step of the part in four calls
    t.same(positions(accumulate(accumulate(part, { every: 2 }), { every: 2 })), [0, 0, 0, 2])
  }
})
