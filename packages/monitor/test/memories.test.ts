import { memoriesOf } from '@momenta/core'
import { adamCM } from '@momenta/optimizers'
import { fifo } from '@momenta/policies'
import { stabilityLine } from '@momenta/probes'
import t from 'tap'
import { dot, near, norm } from './vectors.js'
import { watched } from './watched.js'

t.test(
  'a first-in-first-out memory: ages 0, 1, 2, one replacement per step, variance and agreement worked by hand',
  async (t) => {
    const chosen = adamCM({ learningRate: 0.05, capacity: 3, policy: fifo() })
    const { iterates, last } = await watched(chosen, 10, { every: 5 })
    const [memory] = memoriesOf(chosen.transform, (iterates[10] as (typeof iterates)[number]).state)
    const entries = (memory?.entries ?? []).map((leaves) => leaves.flatMap((leaf) => [...leaf]))
    const mean = (entries[0] as number[]).map((_, j) =>
      entries.reduce((sum, e) => sum + (e[j] as number) / 3, 0),
    )
    const variance = entries.reduce(
      (sum, e) => sum + norm(e.map((n, j) => n - (mean[j] as number))) ** 2 / 3,
      0,
    )
    const square = entries.reduce((sum, e) => sum + dot(e, e) / 3, 0)
    const cosine = (i: number, j: number) =>
      dot(entries[i] as number[], entries[j] as number[]) /
      (norm(entries[i] as number[]) * norm(entries[j] as number[]))
    const agreement = (i: number) =>
      [0, 1, 2].filter((j) => j !== i).reduce((sum, j) => sum + cosine(i, j) / 2, 0)
    const top = (numbers: readonly number[]) => numbers.indexOf(Math.max(...numbers))
    const found = last.memories[0]
    t.match(found, { entries: 3, meanAge: 1, maximumAge: 2, replacementsPerStep: 1 })
    t.ok(near(found?.variance, variance, 1e-12))
    t.ok(near(found?.relativeVariance, variance / square, 1e-12))
    t.ok(near(found?.agreementByKey, agreement(top(memory?.keys ?? [])), 1e-12))
    t.ok(near(found?.agreementByNorm, agreement(top(entries.map(norm))), 1e-12))
    t.equal(found?.minimumKey, 7)
    t.equal(found?.maximumKey, 9)
    t.ok(near(last.line, stabilityLine({ capacity: 3 }), 1e-12))
    t.ok(near(last.lineWithoutMemory, 38, 1e-12))
  },
)

t.test('a memory that keeps its entries ages and replaces none', async (t) => {
  // no decay of the keys, and gradients that only shrink: the first three stay
  const { records } = await watched(
    adamCM({
      learningRate: 1e-3,
      capacity: 3,
      policy: (keys, newcomer, { capacity }) => ({
        keys: keys.length < capacity ? [...keys, newcomer] : keys,
        slot: keys.length < capacity ? keys.length : undefined,
      }),
    }),
    20,
    { every: 10 },
  )
  t.match(records[1]?.memories[0], { replacementsPerStep: 0, maximumAge: 19, meanAge: 18 })
})
