import { filtersOf, flattenArrays } from '@momenta/probes'
import fc from 'fast-check'
import t from 'tap'

t.test(
  'flattening and back is the identity; filters are columns of a kernel, not rows',
  async (t) => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 6, maxLength: 6 }), (six) => {
        const tree = { kernel: Float64Array.from(six), list: [Float64Array.from(six.slice(0, 2))] }
        const flat = flattenArrays(tree, { kernel: [2, 3] })
        const back = flat.unflatten(flat.values)
        return (
          [...back.kernel].every((n, i) => Object.is(n, six[i])) &&
          back.list[0]?.length === 2 &&
          flat.values !== tree.kernel
        )
      }),
    )
    const [kernel, conv] = [
      { name: 'kernel', shape: [2, 3], offset: 4, size: 6 },
      { name: 'conv', shape: [2, 2, 1, 5], offset: 0, size: 20 },
    ]
    t.same(filtersOf(kernel as never), [
      { start: 4, stride: 3, count: 2 },
      { start: 5, stride: 3, count: 2 },
      { start: 6, stride: 3, count: 2 },
    ])
    t.equal(filtersOf(conv as never).length, 5)
    t.same(filtersOf({ name: 'scale', shape: [], offset: 0, size: 1 }), [])
    t.throws(() => flattenArrays({ w: new Float64Array(4) }, { w: [3] }), {
      message: /shape \[3\] of 'w' must have 4 elements, got 3/,
    })
  },
)
