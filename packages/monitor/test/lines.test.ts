import { adamCM, muon, nadam } from '@momenta/optimizers'
import { fifo } from '@momenta/policies'
import t from 'tap'
import { near } from './vectors.js'
import { watched } from './watched.js'

interface Played {
  readonly capacity?: number
  readonly kappa?: number
  readonly nesterov?: boolean
}

/** Whether x ← x − k a, P fixed, decays on a quadratic: m ← b m + (1 − b) x, a = m + κ mean. */
const decays = (k: number, { capacity = 0, kappa = 1, nesterov = false }: Played): boolean => {
  const b = 0.9
  let [x, m] = [1, 0]
  const memory: number[] = []
  const largest = [0, 0]
  for (let step = 0; step < 2000; step++) {
    m = b * m + (1 - b) * x
    const now = nesterov ? b * m + (1 - b) * x : m
    const mean = memory.reduce((sum, n) => sum + n, 0) / Math.max(1, memory.length)
    x -= k * (now + kappa * mean)
    memory.push(now)
    if (memory.length > capacity) memory.shift()
    const half = step < 1000 ? 0 : 1
    if (step % 1000 > 500) largest[half] = Math.max(largest[half] as number, Math.abs(x))
  }
  return (largest[1] as number) < (largest[0] as number)
}

const learningRate = 1e-3
const policy = fifo()

t.test('the line is where the recursion, played, loses stability', async (t) => {
  for (const [name, chosen, played] of [
    ['adamCM', adamCM({ learningRate, policy }), { capacity: 5 }],
    ['kappa 0', adamCM({ learningRate, policy, kappa: 0 }), {}],
    ['nadam', nadam({ learningRate }), { nesterov: true }],
  ] as const) {
    const { last } = await watched(chosen, 20, { every: 20 })
    const line = last.line as number
    t.ok(decays(0.99 * line, played) && !decays(1.01 * line, played), `${name}: ${line}`)
    t.notMatch(last.notes.join(), 'line: ', name)
  }
})

t.test('where it is not derived it is null, and a note says why', async (t) => {
  const meanOfEntries = {
    kind: 'uniform',
    kappa: 1,
    weigh: (n: number) => ({ current: 0, entries: 1 / n }),
  } as const
  for (const [name, chosen, note] of [
    ['kappa', adamCM({ learningRate, policy, kappa: 0.5 }), /with kappa 1 only/],
    ['aggregator', adamCM({ learningRate, policy, aggregator: meanOfEntries }), /currentPlusMean/],
    ['read', adamCM({ learningRate, policy, read: 'after' }), /read: 'before'/],
  ] as const) {
    const { last } = await watched(chosen, 20, { every: 20 })
    t.equal(last.line, null, name)
    t.ok(near(last.lineWithoutMemory, 38, 1e-12), name)
    t.match(last.notes.at(-1), note, name)
  }
  const { last } = await watched(adamCM({ learningRate }), 20, { every: 20 })
  t.ok(near(last.line, 0.39278, 1e-4))
  t.match(last.notes.at(-1), /that of a first-in-first-out memory, and the policy is another/)
  const two = await watched(muon({ learningRate }), 2, { every: 2 })
  t.equal(two.last.line, null, 'two parts with a momentum')
})
