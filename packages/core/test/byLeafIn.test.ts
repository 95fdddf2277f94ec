import { byLeafIn } from '@momenta/core'
import t from 'tap'

t.test('records by leaf are found at any depth, in order', async (t) => {
  t.same(byLeafIn({ byLeaf: { w: 1 } }), [{ w: 1 }])
  t.same(byLeafIn({ micro: 0, inner: { t: 1, inner: { byLeaf: { w: 2 } } } }), [{ w: 2 }])
  t.same(byLeafIn({ freezable: { byLeaf: { w: true } }, inner: { byLeaf: { w: 3 } } }), [
    { w: true },
    { w: 3 },
  ])
})

t.test('a host state without any has none', async (t) => {
  for (const host of [0, null, 'byLeaf', [], [{ byLeaf: {} }], {}, { inner: null }, { inner: {} }])
    t.same(byLeafIn(host as never), [])
  // not a field of its own
  t.same(byLeafIn(Object.create({ byLeaf: { w: 1 } })), [])
})
