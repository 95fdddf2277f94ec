import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  bounded,
  type Case,
  cases,
  catalogue,
  check,
  checkHeld,
  difference,
  exactly,
  type Failure,
  failureOf,
  heldNow,
  mayBe,
  minimized,
  numbersOf,
  plant,
  script,
  sentinels,
  simpler,
} from '@momenta/fuzz'
import * as policies from '@momenta/policies'
import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import t from 'tap'

const one: Case = {
  chain: [
    { kind: 'transforms', name: 'scaleBySign' },
    {
      kind: 'transforms',
      name: 'accumulate',
      options: { every: 2 },
      inside: [[{ kind: 'optimizers', name: 'sgd', options: { momentum: 0.5 } }]],
    },
    {
      kind: 'memories',
      name: 'remember',
      options: {
        policy: { kind: 'policies', name: 'fifo' },
        key: { kind: 'keys', name: 'storedNorm', options: { perLeaf: true } },
      },
    },
    {
      kind: 'transforms',
      name: 'partition',
      inside: [[{ kind: 'transforms', name: 'scaleBySign' }], []],
      mask: { lengthMod2: 1 },
    },
  ],
  estimators: [{ kind: 'estimators', name: 'sam' }],
  tree: {
    keys: [
      ['1', { shape: [2] }],
      ['__proto__', { items: [{ shape: [] }] }],
    ],
  },
  other: { shape: [3] },
  start: { seed: 1, scale: 1 },
  loss: 'bowl',
  steps: [
    { numbers: { seed: 2, scale: 1 }, order: 0 },
    { numbers: { seed: 3, scale: 1 }, order: 5, event: { does: 'save', json: false } },
  ],
}

const failureIn = (run: () => void): Failure | undefined => {
  try {
    run()
    return undefined
  } catch (error) {
    return failureOf('a run', error)
  }
}

t.test(
  'the catalogue has every factory of an index, and knows how combinators are called',
  async (t) => {
    t.same(Object.keys(catalogue.policies).sort(), Object.keys(policies).sort())
    const { accumulate, masked, partition, ema } = catalogue.transforms
    t.same(
      [accumulate, masked, partition, ema].map((factory) => factory?.takes),
      ['transform', 'masked', 'labelled', 'options'],
    )
    t.notOk('averagesOf' in catalogue.transforms)
  },
)

t.test('cases have every factory and every event, and no tree is empty', async (t) => {
  const text = JSON.stringify(fc.sample(cases, { seed: 1, numRuns: 1000 }))
  const missing = Object.values(catalogue).flatMap((factories) =>
    Object.keys(factories).filter((name) => !text.includes(`"name":"${name}"`)),
  )
  t.same(missing, [])
  const events = ['throw', 'set', 'clone', 'save', 'resize', 'keep', 'hold', 'other tree', 'switch']
  t.same(
    events.filter((event) => !text.includes(`"does":"${event}"`)),
    [],
  )
  t.notMatch(text, '"keys":[]')
})

t.test('numbers come from their seed alone', async (t) => {
  const numbers = { seed: 3, scale: 2, spoiled: { leaf: 1, by: 'NaN' as const } }
  t.same(numbersOf(numbers, 0, 4), numbersOf(numbers, 0, 4))
  t.notSame(numbersOf(numbers, 0, 4), numbersOf(numbers, 0, 4, 1))
  t.ok(Number.isNaN(numbersOf(numbers, 1, 1)[0]))
  t.same([...numbersOf({ seed: 0, scale: 0.5 }, 0, 2)], [0.5, 0.5])
})

t.test('a tree is filled whatever its names are, in any order of keys', async (t) => {
  const { leaves, grow } = plant(one.tree)
  t.same(
    leaves.map(({ name, size }) => [name, size]),
    [
      ['1', 2],
      ['__proto__/0', 1],
    ],
  )
  const grown = grow((i) => i, 1)
  t.same(Object.entries(grown), [
    ['1', 0],
    ['__proto__', [1]],
  ])
})

t.test(
  'a difference tells -0 from 0 and no NaN from another, and finds what is missing',
  async (t) => {
    const of = (...numbers: readonly number[]) => new Map([['w', numbers]])
    t.equal(difference(of(Number.NaN, 1), of(Number.NaN, 1)), undefined)
    t.equal(difference(of(0), of(-0)), 'w[0] is 0 and 0')
    t.equal(difference(new Map(), of(1)), 'w is missing')
    t.equal(difference(of(1), of(1, 2)), 'w has 1 and 2 elements')
    const host = (text: string) => new Map([['host', text]])
    t.equal(difference(host('[1]'), host('[1.00000001]'), { host: 1e-6 }), undefined)
    t.ok(difference(host('[1]'), host('[1.00000001]')))
    t.ok(difference(host('[1,2]'), host('[1]'), { host: 1e-6 }))
  },
)

t.test('bounds hold what float32 gives, and no more', async (t) => {
  const [a, b] = [exactly([1 / 3].map(Math.fround)), exactly([0.1].map(Math.fround))]
  const { values, errors } = bounded.div(bounded.mul(a, b), bounded.sub(a, b))
  const [x, y] = [Math.fround(1 / 3), Math.fround(0.1)]
  const got = Math.fround(Math.fround(x * y) / Math.fround(x - y))
  t.equal(mayBe(got, values[0] as number, errors[0] as number), true)
  t.equal(mayBe(got * (1 + 1e-5), values[0] as number, errors[0] as number), false)
  t.equal(mayBe(Number.POSITIVE_INFINITY, 1, 1e-3), false)
  t.equal(mayBe(5, 1, Number.POSITIVE_INFINITY), undefined)
})

t.test(
  'a write into foreign memory, a leak, and a tensor that is disposed of are seen',
  async (t) => {
    await tf.setBackend('cpu')
    const guards = sentinels([3])
    t.equal(
      failureIn(() => guards.check(1, 'x')),
      undefined,
    )
    const floor = heldNow()
    const tensor = tf.scalar(1)
    t.match(
      failureIn(() => checkHeld(floor, new Set(), 1, 'x')),
      { kind: 'x leaks' },
    )
    t.equal(
      failureIn(() => checkHeld(floor, new Set([tensor]), 1, 'x')),
      undefined,
    )
    tensor.dispose()
    t.match(
      failureIn(() => checkHeld(floor, new Set([tensor]), 1, 'x')),
      { kind: /disposes/ },
    )
    guards.dispose()
  },
)

t.test('simpler cases are cases, and a case without anything has none', async (t) => {
  const cases = simpler(one)
  t.ok(cases.length > 20)
  t.ok(cases.every((some) => JSON.stringify(some) !== JSON.stringify(one)))
})

t.test('a case is printed as a script that can be run', async (t) => {
  const failure = { kind: 'fused on wasm differs', step: 2, says: 'w is 1 and 2' }
  const text = script({ one, failure })
  t.match(
    text,
    "partition({ a: scaleBySign(), b: chain() }, (name) => (name.length % 2 === 1 ? 'a' : 'b'))",
  )
  t.match(text, 'storedNorm({ perLeaf: true })')
  const file = join(t.testdir(), 'case.mjs')
  writeFileSync(file, text)
  const { status, stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' })
  t.equal(status, 0, stderr)
})

t.test('a case that cannot be built fails, and is minimized to what makes it fail', async (t) => {
  const wrong: Case = {
    ...one,
    chain: [...one.chain, { kind: 'transforms', name: 'ema', options: { decay: 2 } }],
  }
  const { failure } = await check(wrong)
  t.match(failure?.says, /decay must lie in \[0, 1\), got 2/)
  const least = await minimized({ one: wrong, failure: failure as Failure }, 200)
  t.same(least.one.chain, [{ kind: 'transforms', name: 'ema', options: { decay: 2 } }])
  t.same(least.one.estimators, [])
  t.equal(least.one.steps.length, 1)
})
