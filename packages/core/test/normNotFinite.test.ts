import { globalNorm } from '@momenta/core'
import t from 'tap'

t.test(
  'a norm with a NaN is NaN, also beside zeros, and one with infinity is infinite',
  async (t) => {
    t.ok(Number.isNaN(globalNorm([Number.NaN, 0])))
    t.ok(Number.isNaN(globalNorm([0, Number.NaN])))
    t.ok(Number.isNaN(globalNorm([3, Number.NaN, 4])))
    t.equal(globalNorm([Number.NaN, Number.POSITIVE_INFINITY]), Number.POSITIVE_INFINITY)
    t.equal(globalNorm([0, 0]), 0)
    t.equal(globalNorm([]), 0)
  },
)
