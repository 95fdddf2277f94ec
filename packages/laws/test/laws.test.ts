import type { Aggregator } from '@momenta/aggregators'
import * as aggregators from '@momenta/aggregators'
import { describe, type Estimator, type Optimizer, optimizer } from '@momenta/core'
import {
  aggregatorLaws,
  equivalentTo,
  estimatorLaws,
  optimizerLaws,
  policyLaws,
} from '@momenta/laws'
import type { Policy } from '@momenta/policies'
import * as policies from '@momenta/policies'
import t from 'tap'

t.test('every policy of the catalogue obeys every law', async (t) => {
  for (const [name, factory] of Object.entries(policies))
    for (const law of policyLaws) t.equal(law.check(factory()), undefined, `${name}: ${law.name}`)
})

t.test('every aggregator of the catalogue obeys every law', async (t) => {
  for (const [name, factory] of Object.entries(aggregators))
    for (const law of aggregatorLaws)
      t.equal(law.check(factory()), undefined, `${name}: ${law.name}`)
})

t.test('each law of policies can fail', async (t) => {
  const base = policies.priority()
  const broken: readonly Policy[] = [
    (keys, newcomer) => ({ keys: [...keys, newcomer].filter(Number.isFinite), slot: keys.length }),
    (keys, newcomer, context) => ({ ...base(keys, newcomer, context), slot: 7 }),
    (keys, newcomer, context) => ({ keys: base(keys, newcomer, context).keys.slice(1), slot: 0 }),
    (keys, newcomer, { capacity }) =>
      capacity > keys.length
        ? { keys: [...keys, newcomer], slot: keys.length }
        : { keys, slot: undefined },
    () => ({ keys: [], slot: undefined }),
    (keys, newcomer, context) => {
      const decision = base(keys, newcomer, context)
      return { ...decision, keys: decision.keys.map(() => Number.NaN) }
    },
    (keys, newcomer, context) => {
      const decision = base(keys, newcomer, context)
      return { ...decision, keys: decision.keys.map(() => Math.random()) }
    },
  ]
  policyLaws.forEach((law, i) => {
    t.type(law.check(broken[i] as Policy), 'string', law.name)
  })
  const mutating: Policy = (keys) => {
    ;(keys as number[]).push(1)
    return { keys, slot: undefined }
  }
  t.type(policyLaws[0]?.check(mutating), 'string', 'changing what was given')
})

t.test('each law of aggregators can fail', async (t) => {
  let calls = 0
  const nan: Aggregator = {
    kind: 'uniform',
    kappa: 1,
    weigh: () => ({ current: Number.NaN, entries: 1 }),
  }
  const lying: Aggregator = {
    kind: 'weighted',
    kappa: 1,
    weigh: () => ({ current: 0, entries: 1 as never }),
  }
  const short: Aggregator = {
    kind: 'weighted',
    kappa: 1,
    weigh: () => ({ current: 0, entries: [] }),
  }
  const restless: Aggregator = {
    kind: 'uniform',
    kappa: 1,
    weigh: () => ({ current: calls++, entries: 1 }),
  }
  const of = (name: RegExp) => aggregatorLaws.find((law) => name.test(law.name))
  t.type(of(/finite/)?.check(nan), 'string')
  t.type(of(/uniform/)?.check(lying), 'string')
  t.type(of(/weight for each/)?.check(short), 'string')
  t.type(of(/linear/)?.check(restless), 'string')
})

const scaled = (factor: () => number): Optimizer =>
  optimizer(
    describe({
      name: 'scaled',
      slots: {},
      hyper: {},
      init: () => 0,
      plan: (host: number) => ({
        next: host + 1,
        plan: { scalars: { factor: factor() } },
      }),
      body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.factor, u), slots: {} }),
    }),
  )
const wrapping = (wrap: Estimator['wrap']): Estimator => ({ name: 'odd', wrap })
const descent = scaled(() => -0.01)
const restless = scaled(() => Math.random() / 100)

t.test('a well-behaved optimizer obeys every law, and each law can fail', async (t) => {
  for (const law of optimizerLaws) t.equal(law.check(descent), undefined, law.name)
  t.equal(equivalentTo(descent).check(descent), undefined)
  t.type(equivalentTo(scaled(() => -0.02)).check(descent), 'string')
  const fails = (name: RegExp, subject: Optimizer) =>
    t.type(optimizerLaws.find((law) => name.test(law.name))?.check(subject), 'string', String(name))
  fails(/k steps/, restless)
  fails(/identity/, restless)
  fails(/throws/, restless)
  fails(/same hyperparameters/, restless)
  fails(/order of the keys/, restless)
  // it says that it keeps something by leaf, and keeps nothing
  fails(
    /fits its leaves/,
    optimizer(
      describe({
        name: 'short',
        slots: {},
        hyper: {},
        init: () => ({ byLeaf: {} }),
        plan: (host) => ({ next: host, plan: { scalars: {} } }),
        body: (_, { updates: u }) => ({ updates: u, slots: {} }),
      }),
    ),
  )
  fails(
    /finite/,
    scaled(() => 1e300),
  )
  fails(/value returned/, {
    ...descent,
    estimators: [
      wrapping((oracle, x) => (params, m) => ({ ...oracle(params, m), value: x.of(0) })),
    ],
  })
  fails(/none of its inputs/, {
    ...descent,
    estimators: [
      wrapping((oracle) => (params, m) => {
        const [leaf] = params
        if (leaf instanceof Float64Array) leaf[0] = 0
        return oracle(params, m)
      }),
    ],
  })
})

t.test('each law of estimators can fail', async (t) => {
  const fails = (name: RegExp, wrap: Estimator['wrap']) =>
    t.type(
      estimatorLaws.find((law) => name.test(law.name))?.check(wrapping(wrap)),
      'string',
      String(name),
    )
  const noisy: Estimator['wrap'] = (oracle, x) => (params, m) => {
    const { value, grads } = oracle(params, m)
    return { value, grads: grads.map((g) => x.mul(g, x.of(Math.random()))) }
  }
  fails(
    /first at the point/,
    (oracle, x) => (params, m) =>
      oracle(
        params.map((p) => x.add(p, x.of(1))),
        m,
      ),
  )
  fails(/returns the same/, noisy)
  fails(/resumed/, noisy)
  fails(/gradients of 0/, (oracle, x) => (params, m) => {
    const { value, grads } = oracle(params, m)
    return { value, grads: grads.map((g) => x.div(g, x.total(x.mul(g, g)))) }
  })
  fails(/changes no parameters/, (oracle) => (params, m) => {
    const [leaf] = params
    const answer = oracle(params, m)
    if (leaf instanceof Float64Array) leaf[0] = (leaf[0] as number) + 1
    return answer
  })
})
