import { counted, type Transform } from '@momenta/core'
import { initialState } from '@momenta/core/program'
import t from 'tap'

const [part] = counted({
  name: 'part',
  slots: { sum: 'zeros' },
  hyper: {},
  scalars: () => ({}),
  body: (_, { updates, slots }) => ({ updates, slots }),
})
const leaves = ['w', 'b', 'a'].map((name) => ({ name, shape: [], size: 1 }))

t.test('the records of a state are in the order of the tree', async (t) => {
  const { parts } = initialState([part] as Transform, leaves, (_, leaf) => leaf)
  t.same(Object.entries(parts[0]?.slots.sum ?? {}), [
    ['w', 0],
    ['b', 1],
    ['a', 2],
  ])
  t.same(Object.keys(parts[0]?.buffers ?? {}), ['w', 'b', 'a'])
})

t.test('a part that counts its steps begins at 0', async (t) => {
  t.equal(initialState([part] as Transform, leaves, () => 0).parts[0]?.host, 0)
})
