import fc from 'fast-check'
import type { Case, Event, Numbers, Step, Tree } from './Case.js'
import { called, chain, mask, part } from './parts.js'
import { shape, trees } from './trees.js'

const spoiled = fc.record({
  leaf: fc.nat(3),
  by: fc.constantFrom('NaN' as const, 'Infinity' as const, '-Infinity' as const),
})

const plain: fc.Arbitrary<Numbers> = fc.record({
  seed: fc.nat(100),
  scale: fc.constantFrom(1, 0.25, 1e-3, 100),
})

const odd: fc.Arbitrary<Numbers> = fc.record({
  seed: fc.nat(100),
  scale: fc.constantFrom(0, 2.5e37, 3e19, 1e-20, 1e-40),
})

const unfinite: fc.Arbitrary<Numbers> = fc.record({
  seed: fc.nat(100),
  scale: fc.constant(1),
  spoiled,
})

/**
 * Numbers of gradients; those that are zero, huge or tiny, and those that are not finite, stay in
 * cases of their own, since a NaN hides what follows.
 */
const weather: readonly fc.WeightedArbitrary<fc.Arbitrary<Numbers>>[] = [
  { weight: 5, arbitrary: fc.constant(plain) },
  {
    weight: 2,
    arbitrary: fc.constant(
      fc.oneof({ weight: 3, arbitrary: plain }, { weight: 1, arbitrary: odd }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constant(
      fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: unfinite }),
    ),
  },
]

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
  fc.record({ does: fc.constant('extend' as const), shape }),
  fc.record({ does: fc.constant('freeze' as const), mask }),
  fc.record({ does: fc.constant('keep' as const) }),
  fc.record({ does: fc.constant('hold' as const) }),
  fc.record({ does: fc.constant('other tree' as const) }),
  fc.record({
    does: fc.constant('switch' as const),
    what: fc.constantFrom('interpreter', 'backend', 'async'),
  }),
)

const order = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(100))

/** A step; something happens before every third. */
const stepWith = (numbers: fc.Arbitrary<Numbers>): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.record({ numbers, order }) },
    { weight: 1, arbitrary: fc.record({ numbers, order, event }) },
  )

const steps: fc.Arbitrary<readonly Step[]> = fc
  .tuple(fc.oneof(...weather), fc.integer({ min: 3, max: 7 }))
  .chain(([numbers, length]) =>
    fc.array(stepWith(numbers), { minLength: length, maxLength: length }),
  )

const ordinary: fc.Arbitrary<Case> = fc.record({
  chain: chain(2, 6),
  estimators: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(part('estimators', 1), { minLength: 1, maxLength: 2 }) },
  ),
  tree: trees,
  other: trees,
  start: plain,
  loss: fc.constantFrom('given', 'bowl'),
  steps,
})

/** Cases whose last part evaluates the loss at other points. */
const searching: fc.Arbitrary<Case> = fc
  .tuple(ordinary, part('searches', 1))
  .map(([one, last]) => ({ ...one, chain: [...one.chain.slice(0, 3), last] }))

/** Two leaves: an estimate of the Hessian evaluates the gradient three times a step. */
const pairs: fc.Arbitrary<Tree> = fc.tuple(shape, shape).map(([a, b]) => ({
  keys: [
    ['a', { shape: a }],
    ['bb', { shape: b }],
  ],
}))

/** Cases with a part that reads the diagonal of the Hessian, and an estimator that gives it. */
const curved: fc.Arbitrary<Case> = fc
  .tuple(ordinary, pairs, part('readers', 1), called('estimators', 'hutchinson', 1), fc.nat(3))
  .map(([one, tree, reader, estimator, at]) => ({
    ...one,
    tree,
    other: tree,
    chain: [...one.chain.slice(0, at), reader, ...one.chain.slice(at, 3)],
    estimators: [estimator, ...one.estimators.slice(0, 1)],
  }))

/** Any case. */
export const cases: fc.Arbitrary<Case> = fc.oneof(
  { weight: 10, arbitrary: ordinary },
  { weight: 1, arbitrary: searching },
  { weight: 1, arbitrary: curved },
)
