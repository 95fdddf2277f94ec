import { averageParams, averagesOf } from '@momenta/transforms'
import t from 'tap'
import { begun, stepped } from './walked.js'

t.test('before it begins to average, averageParams holds the parameters exactly', async (t) => {
  // 0.3 + (1e17 - 0.3) and the like are rounded: adding differences would not give the parameters
  for (const transform of [averageParams({ start: 5 }), averageParams({ start: 5, decay: 0.5 })]) {
    let iterate = begun(transform, [0.3])
    for (const g of [1e17, -1e17, 0.7, 1e-17, 2.1]) {
      iterate = stepped(transform, iterate, [g])
      t.equal(averagesOf(transform, iterate.state).w?.[0], iterate.params.w[0])
    }
  }
})

t.test(
  'the first value of the mean is the parameters exactly, that of the decay is not',
  async (t) => {
    const first = (transform: ReturnType<typeof averageParams>) =>
      averagesOf(transform, stepped(transform, begun(transform, [1e17]), [-1e17 + 16]).state).w?.[0]
    t.equal(first(averageParams()), 16)
    // half way from 1e17 to 16
    t.equal(first(averageParams({ decay: 0.5 })), 5e16 + 8)
  },
)
