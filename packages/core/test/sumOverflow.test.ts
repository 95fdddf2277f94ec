import { meanOfEntries } from '@momenta/aggregators'
import { type Arithmetic, type Description, type Plan, remember } from '@momenta/core'
import t from 'tap'

const { fround } = Math

/** Numbers rounded to float32 after each operation. */
const float32: Arithmetic<number> = {
  of: fround,
  add: (a, b) => fround(a + b),
  sub: (a, b) => fround(a - b),
  mul: (a, b) => fround(a * b),
  div: (a, b) => fround(a / b),
  max: Math.max,
  min: Math.min,
  sqrt: (a) => fround(Math.sqrt(a)),
  abs: Math.abs,
  sign: Math.sign,
  neg: (a) => -a,
}

t.test(
  'a running sum that overflows float32 gives an infinite update, no finite one',
  async (t) => {
    const options = { capacity: 3, aggregator: meanOfEntries(), read: 'after' } as const
    const [part] = remember(options) as [Description]
    let host = part.init([{ name: 'w', shape: [], size: 1 }])
    let sum = 0
    const u = fround(1.5e38)
    const updates = [1, 2, 3].map(() => {
      const seen = {
        grads: [u],
        updates: [],
        params: [],
        sums: {},
        maxima: {},
        value: Number.NaN,
        more: [],
        leaves: 1,
        names: ['w'],
        finite: true,
        rawFinite: true,
      }
      const { next, plan } = part.plan(host, seen, { kappa: 1 })
      const { scalars, variant = {} } = plan as Plan<{ current: number; entries: number }>
      const at = {
        updates: u,
        params: 0,
        grads: u,
        slots: { sum },
        entries: [],
        more: {},
        scalars,
        variant,
      }
      const out = part.body(float32, at)
      host = next
      sum = out.slots.sum as number
      return out.updates
    })
    // the sums are 1.5e38, 3e38 and 4.5e38; the largest float32 is 3.4e38
    t.same(updates, [u, u, Number.POSITIVE_INFINITY])
  },
)
