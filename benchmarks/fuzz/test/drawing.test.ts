import { type Case, cases, catalogue, numbersOf, plant, plantsOf } from '@momenta/fuzz'
import * as policies from '@momenta/policies'
import fc from 'fast-check'
import t from 'tap'
import { one } from './example.js'

t.test(
  'the catalogue has every factory of an index, and knows how combinators are called',
  async (t) => {
    t.same(Object.keys(catalogue.policies).sort(), Object.keys(policies).sort())
    const { accumulate, masked, partition, ema } = catalogue.transforms
    t.same(
      [accumulate, masked, partition, ema].map((factory) => factory?.takes),
      ['transform', 'masked', 'labelled', 'options'],
    )
    t.notOk('frozenLeaves' in catalogue.transforms)
  },
)

t.test('cases have every factory and every event, and no tree is empty', async (t) => {
  const text = JSON.stringify(fc.sample(cases, { seed: 1, numRuns: 8000 }))
  const missing = Object.values(catalogue).flatMap((factories) =>
    Object.keys(factories).filter((name) => !text.includes(`"name":"${name}"`)),
  )
  t.same(missing, [])
  const events = [
    ...['throw', 'set', 'clone', 'save', 'resize', 'keep', 'hold', 'other tree', 'switch'],
    ...['extend', 'freeze'],
  ]
  t.same(
    events.filter((event) => !text.includes(`"does":"${event}"`)),
    [],
  )
  t.notMatch(text, '"keys":[]')
  t.match(text, /"memory":\{"fields":\{[^}]*"of":"momenta"/)
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
  'a leaf is added in the middle of a record, at the end of a list, nowhere else',
  async (t) => {
    const quiet = { numbers: { seed: 0, scale: 1 }, order: 0 }
    const steps = [quiet, { ...quiet, event: { does: 'extend' as const, shape: [3] } }, quiet]
    const namesIn = (tree: Case['tree']) =>
      plantsOf({ tree, steps }).map(({ leaves }) =>
        leaves.map(({ name, size }) => `${name} ${size}`),
      )
    const leaf = { shape: [] }
    t.same(
      namesIn({
        keys: [
          ['a', leaf],
          ['b', leaf],
        ],
      }),
      [
        ['a 1', 'b 1'],
        ['a 1', 'added 1 3', 'b 1'],
        ['a 1', 'added 1 3', 'b 1'],
      ],
    )
    t.same(namesIn({ items: [leaf] })[1], ['0 1', '1 3'])
    t.equal(namesIn(leaf)[1]?.length, 1)
  },
)
