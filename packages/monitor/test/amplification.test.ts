import { adamCG, adamCM } from '@momenta/optimizers'
import { fifo } from '@momenta/policies'
import t from 'tap'
import { near, norm } from './vectors.js'
import { evaluate, flat, watched } from './watched.js'

t.test(
  'amplification is ‖m + mean of the memory before‖/‖m‖ of the step, for any aggregator',
  async (t) => {
    const capacity = 2
    for (const startup of ['burst', 'debiased'] as const) {
      const chosen = adamCM({ learningRate: 0.01, b1: 0.7, capacity, policy: fifo(), startup })
      const { iterates, records } = await watched(chosen, 300, { every: 100 })
      let m = [0, 0, 0, 0]
      const kept: number[][] = []
      let amplified = 0
      for (const iterate of iterates.slice(0, 300)) {
        const g = flat({ params: evaluate(iterate.params).grads })
        m = m.map((n, i) => 0.7 * n + 0.3 * (g[i] as number))
        const mean = m.map((_, i) =>
          kept.reduce((sum, e) => sum + (e[i] as number) / Math.max(1, kept.length), 0),
        )
        amplified = norm(m.map((n, i) => n + (mean[i] as number))) / norm(m)
        kept.push(m)
        if (kept.length > capacity) kept.shift()
      }
      t.ok(
        near(records[2]?.amplification, amplified, 1e-6),
        `${startup}: ${records[2]?.amplification}, ${amplified}`,
      )
    }
    const { last } = await watched(adamCG({ learningRate: 0.01 }), 4, { every: 4 })
    t.equal(last.amplification, null)
    t.match(last.notes[0], /no momentum before its scaling/)
    const decayed = await watched(
      adamCM({ learningRate: 0.01, weightDecay: 0.1, decoupled: true }),
      4,
      { every: 4 },
    )
    t.match(decayed.last.notes[0], /a part after the scaling changes the step/)
    const rare = await watched(adamCM({ learningRate: 0.01 }), 8, { every: 4, pathEvery: 4 })
    t.match(rare.last.notes[0], /the previous step was not read/)
  },
)
