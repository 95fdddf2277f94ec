import fc from 'fast-check'
import type { Case, Event, Numbers, Step } from './Case.js'
import { chain, part } from './parts.js'
import { trees } from './trees.js'

const spoiled = fc.record({
  leaf: fc.nat(3),
  by: fc.constantFrom('NaN' as const, 'Infinity' as const, '-Infinity' as const),
})

const plain: fc.Arbitrary<Numbers> = fc.record({
  seed: fc.nat(100),
  scale: fc.constantFrom(1, 0.25, 1e-3, 100),
})

/** Numbers of a gradient: ordinary ones, zeros, huge and tiny ones, some of them not finite. */
const numbers: fc.Arbitrary<Numbers> = fc.oneof(
  { weight: 12, arbitrary: plain },
  {
    weight: 2,
    arbitrary: fc.record({
      seed: fc.nat(100),
      scale: fc.constantFrom(0, 8e37, 3e19, 1e-20, 1e-40),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ seed: fc.nat(100), scale: fc.constant(1), spoiled }),
  },
)

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    does: fc.constant('throw' as const),
    how: fc.constantFrom('at once', 'after tensors', 'wrong shape', 'missing leaf'),
  }),
  fc.record({ does: fc.constant('set' as const), which: fc.nat(9), value: fc.nat(5) }),
  fc.record({ does: fc.constant('clone' as const), follow: fc.boolean() }),
  fc.record({ does: fc.constant('save' as const), json: fc.boolean() }),
  fc.record({
    does: fc.constant('resize' as const),
    leaf: fc.nat(5),
    size: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({ does: fc.constant('keep' as const) }),
  fc.record({ does: fc.constant('hold' as const) }),
  fc.record({ does: fc.constant('other tree' as const) }),
  fc.record({
    does: fc.constant('switch' as const),
    what: fc.constantFrom('interpreter', 'backend', 'async'),
  }),
)

const step: fc.Arbitrary<Step> = fc
  .record({
    numbers,
    order: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(100)),
    event: fc.option(event, { nil: undefined, freq: 1 }),
  })
  .map(({ event: happens, ...rest }) => ({
    ...rest,
    ...(happens === undefined ? {} : { event: happens }),
  }))

/** Any case. */
export const cases: fc.Arbitrary<Case> = fc.record({
  chain: chain(2, 6),
  estimators: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(part('estimators'), { minLength: 1, maxLength: 2 }) },
  ),
  tree: trees,
  other: trees,
  start: plain,
  loss: fc.constantFrom('given', 'bowl'),
  steps: fc
    .integer({ min: 3, max: 7 })
    .chain((length) => fc.array(step, { minLength: length, maxLength: length })),
})
