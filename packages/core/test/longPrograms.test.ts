import { counted, type Description } from '@momenta/core'
import { trace } from '@momenta/core/program'
import t from 'tap'

t.test('a body of 20 000 operations is a program, and dead ones are left out', async (t) => {
  const count = 20_000
  const [description] = counted({
    name: 'sum',
    slots: {},
    hyper: {},
    scalars: () => ({}),
    body: (x, { updates: u }) => {
      let sum = u
      for (let i = 1; i <= count; i++) sum = x.add(sum, x.of(i))
      x.sqrt(sum)
      return { updates: sum, slots: {} }
    },
  }) as readonly [Description]
  const { nodes } = trace({
    parts: [{ description, plan: { scalars: {} } }],
    same: true,
    last: false,
  })
  t.equal(nodes.filter(({ kind }) => kind === 'operation').length, count)
})
