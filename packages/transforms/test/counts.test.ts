import { accumulate, applyIfFinite, ema, scale, trace } from '@momenta/transforms'
import t from 'tap'
import { begun, stepped, walked } from './walked.js'

t.test('ema counts its steps, trace those of each leaf', async (t) => {
  const transform = [...ema(), ...trace()]
  let iterate = begun(transform, [0])
  for (const count of [0, 1, 2, 3]) {
    const [all, each] = iterate.state.parts
    t.equal(all?.host, count)
    t.same(each?.host, { byLeaf: { w: count } })
    iterate = stepped(transform, iterate, [1])
  }
})

t.test('accumulate over three steps moves in the third and the sixth', async (t) => {
  // means 2 and 5
  t.same(
    walked(accumulate(scale({ factor: -1 }), { every: 3 }), [1, 2, 3, 4, 5, 6]),
    [0, 0, -2, -2, -2, -7],
  )
  // m = 1, then 0.5 + 2.5 = 3
  t.same(
    walked(accumulate(ema({ decay: 0.5 }), { every: 3 }), [1, 2, 3, 4, 5, 6]),
    [0, 0, 1, 1, 1, 4],
  )
})

t.test('accumulate accepts the counts that its steps can reach, inside too', async (t) => {
  const [, inside] = accumulate(accumulate([], { every: 2 }), { every: 3 })
  const accepts = (micro: number, inner: number) => inside?.accepts?.({ micro, inner })
  t.equal(accepts(0, 0), true)
  t.equal(accepts(2, 1), true)
  t.equal(accepts(3, 1), false, 'every is 3')
  t.equal(accepts(0, 2), false, 'every is 2 inside')
  t.equal(accepts(3, 2), false)
  // ema accepts any count
  const [, around] = accumulate(ema(), { every: 3 })
  t.equal(around?.accepts?.({ micro: 2, inner: 100 }), true)
  t.equal(around?.accepts?.({ micro: 3, inner: 100 }), false)
})

t.test(
  'applyIfFinite around nothing skips steps that are not finite and passes the others',
  async (t) => {
    t.same(
      walked(applyIfFinite([]), [1, Number.NaN, 2, Number.POSITIVE_INFINITY, 3]),
      [1, 1, 3, 3, 6],
    )
  },
)
