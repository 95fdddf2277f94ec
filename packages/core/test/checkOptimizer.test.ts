import {
  chain,
  checkParts,
  checkTransform,
  identity,
  memoriesOf,
  optimizer,
  remember,
} from '@momenta/core'
import { checkOptimizer } from '@momenta/core/program'
import t from 'tap'

const must = 'the optimizer must be what optimizer() or a factory as adam() returns, got'

t.test('anything but an optimizer is an error that says what to do', (t) => {
  const cases: readonly (readonly [unknown, string])[] = [
    [() => {}, 'a function; call the factory, as adam()'],
    [chain(remember()), 'a transform; wrap it, as optimizer(transform)'],
    [identity, 'a transform; wrap it, as optimizer(transform)'],
    ['adam', 'the string "adam"'],
    [undefined, 'nothing'],
    [null, 'null'],
    [0.1, 'the number 0.1'],
    [Promise.resolve(), 'a Promise; await it'],
    [{ params: {}, state: {} }, 'a record of params, state'],
    [{ base: { name: 'adam' } }, 'a record of base'],
    [{ transform: () => {}, estimators: [] }, 'a record of transform, estimators'],
    [{ ...optimizer(identity), estimators: [() => {}] }, 'a record of transform, estimators'],
    [[1], 'a list of length 1'],
    [new Map(), 'a Map'],
    [Object.create(null), 'an empty record'],
  ]
  for (const [value, got] of cases)
    t.throws(() => checkOptimizer('who', value), {
      name: 'TypeError',
      message: `who: ${must} ${got}`,
    })
  t.doesNotThrow(() => checkOptimizer('who', optimizer(remember())))
  t.doesNotThrow(() => checkOptimizer('who', optimizer(identity)))
  const estimator = { name: 'same', wrap: <L>(oracle: L) => oracle }
  t.doesNotThrow(() => checkOptimizer('who', optimizer(identity, estimator)))
  t.end()
})

t.test('anything but a transform is an error that says what it is', (t) => {
  const got = (value: unknown, says: string) =>
    t.throws(() => checkTransform('who', value), {
      name: 'TypeError',
      message: `who: the transform must be a list of descriptions, got ${says}`,
    })
  got(optimizer(identity), 'an optimizer; pass its transform')
  got(remember, 'a function; call the factory, as ema()')
  got({ step: 0, parts: [] }, 'a record of step, parts')
  t.end()
})

t.test('a state has a part for each part of the transform; swapped arguments are named', (t) => {
  const state = { step: 0, parts: [] }
  t.throws(() => checkParts('who', identity, { params: {}, state }), {
    name: 'TypeError',
    message: 'who: the state must be that of an iterate, got an iterate; pass its state',
  })
  t.throws(() => checkParts('who', identity, undefined), { message: /got nothing$/ })
  t.throws(() => checkParts('who', remember(), state), {
    message: /must have 1 parts.*got 0/,
  })
  t.throws(
    () =>
      checkParts('who', remember(), {
        step: 0,
        parts: [{ slots: { sum: {} }, hyper: { b1: 0.9 } }],
      }),
    {
      name: 'TypeError',
      message:
        'who: part 0 (remember) must have the hyperparameters [kappa], got [b1]; was the state made by this optimizer?',
    },
  )
  const longer = { step: 0, parts: [{ hyper: {} }] }
  t.throws(() => checkParts('who', identity, longer), { message: /must have 0 parts.*got 1/ })
  t.same(memoriesOf(identity, longer as never), [], 'of the start of a chain')
  t.throws(() => memoriesOf(state as never, remember() as never), {
    message:
      /memoriesOf: the transform must be a list of descriptions, got a record of step, parts/,
  })
  t.throws(() => memoriesOf(optimizer(remember()) as never, state), {
    message: /pass its transform/,
  })
  t.throws(() => memoriesOf(remember(), { params: {}, state } as never), {
    message: /an iterate; pass its state/,
  })
  t.end()
})
