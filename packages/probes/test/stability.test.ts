import { compile } from '@momenta/float64'
import { adam } from '@momenta/optimizers'
import {
  centralDifferences,
  growthRate,
  objectiveOf,
  preconditioned,
  stabilityLine,
  topEigenvalue,
} from '@momenta/probes'
import t from 'tap'
import { tanhNet } from './tanhNet.js'

t.test('the line of Adam is (2 + 2β₁)/(1 − β₁): 38, 18, 6, 2', async (t) => {
  for (const [b1, line] of [
    [0.9, 38],
    [0.8, 18],
    [0.5, 6],
    [0, 2],
    [0.99, 398],
  ] as const)
    t.ok(Math.abs(stabilityLine({ b1 }) - line) < 1e-9 * line)
})

t.test('with a memory it is the first k that was found unstable elsewhere', async (t) => {
  // two independent tables: steps of the first are 0.01 and coarser, of the second 0.002
  for (const [capacity, coarse, fine] of [
    [1, 1.0, 1.0],
    [2, 0.7, 0.698],
    [3, 0.55, 0.544],
    [5, 0.4, 0.392],
    [10, 0.27, 0.26],
    [20, undefined, 0.246],
  ] as const) {
    const line = stabilityLine({ capacity })
    if (coarse !== undefined) t.ok(Math.abs(line - coarse) <= 0.01, `${capacity}: ${line}`)
    t.ok(Math.abs(line - fine) <= 0.002, `${capacity}: ${line}`)
  }
  for (const [capacity, line] of [
    [5, 0.339],
    [10, 0.188],
    [20, 0.102],
  ] as const)
    t.ok(Math.abs(stabilityLine({ b1: 0.99, capacity }) - line) <= 5e-4)
  t.ok(Math.abs(stabilityLine({ b1: 0.5, capacity: 5 }) - 6) < 0.3, 'as plain Adam')
})

/**
 * Iterates m ← b m + (1 − b) k x; x ← x − m − mean of the previous C m, and returns the growth of
 * its size per step.
 */
const played = (k: number, b1: number, capacity: number): number => {
  let [x, m] = [1, 0]
  const memory = Array.from({ length: capacity }, () => 0)
  const sizes: number[] = []
  let scale = 0
  for (let step = 0; step < 4000; step++) {
    m = b1 * m + (1 - b1) * k * x
    const mean = memory.reduce((sum, n) => sum + n, 0) / Math.max(1, capacity)
    x -= m + mean
    memory.push(m)
    if (memory.length > capacity) memory.shift()
    const size = Math.hypot(x, m, ...memory)
    // kept near 1, so that neither end of the range of numbers is reached
    scale += Math.log(size)
    x /= size
    m /= size
    for (const i of memory.keys()) memory[i] = (memory[i] as number) / size
    sizes.push(scale)
  }
  return Math.exp(((sizes[3999] as number) - (sizes[1999] as number)) / 2000)
}

t.test('growth is that of the recursion itself, played, on both sides of the line', async (t) => {
  for (const b1 of [0, 0.5, 0.9])
    for (const capacity of [0, 1, 2, 3, 5, 10, 20])
      for (const share of [0.6, 0.97, 1.03, 1.5]) {
        const k = share * stabilityLine({ b1, capacity })
        const [rate, seen] = [growthRate(k, { b1, capacity }), played(k, b1, capacity)]
        // 2000 steps of an oscillation whose phase is not known: a factor of e² at most
        t.ok(
          Math.abs(Math.log(rate / seen)) <= 1e-3,
          `${b1} ${capacity} ${share}: ${rate}, ${seen}`,
        )
        if (share < 1) t.ok(rate < 1, `stable below: ${b1} ${capacity} ${share}`)
        else if (share === 1.03) t.ok(rate > 1, `unstable above: ${b1} ${capacity} ${share}`)
      }
})

t.test(
  'the line is where the growth passes 1, for large memories and slow momenta too',
  async (t) => {
    for (const b1 of [0.5, 0.9, 0.99])
      for (const capacity of [1, 4, 15, 40, 80]) {
        const line = stabilityLine({ b1, capacity })
        t.ok(growthRate(0.99 * line, { b1, capacity }) < 1, `${b1} ${capacity} ${line}`)
        t.ok(growthRate(1.01 * line, { b1, capacity }) > 1, `${b1} ${capacity} ${line}`)
        // no thin band was stepped over below it
        for (let share = 0.02; share < 0.99; share += 0.02)
          if (growthRate(share * line, { b1, capacity }) >= 1)
            t.fail(`${b1} ${capacity}: unstable at ${share} of the line`)
      }
  },
)

t.test('for C = 5 a stable window opens again from 11.32 to 14.38', async (t) => {
  for (const [k, stable] of [
    [11.2, false],
    [11.4, true],
    [14.3, true],
    [14.5, false],
  ] as const)
    t.equal(growthRate(k, { capacity: 5 }) < 1, stable, `${k}`)
})

t.test('options out of range are errors', async (t) => {
  t.throws(() => stabilityLine({ b1: 1 }), { message: /b1 must lie in \[0, 1\), got 1/ })
  t.throws(() => stabilityLine({ capacity: 1.5 }), {
    message: /capacity must be a non-negative integer/,
  })
  t.throws(() => growthRate(-1), { message: /k must be a finite number >= 0/ })
})

t.test(
  'full-batch Adam settles near its line: 30 to 46 for β₁ = 0.9, 5 to 7.5 for 0.5',
  async (t) => {
    for (const [b1, from, to] of [
      [0.9, 30, 46],
      [0.5, 5, 7.5],
    ] as const) {
      const net = tanhNet()
      const learningRate = 0.02
      const run = compile(adam({ learningRate, b1 }), net.start)
      const settled: number[] = []
      for (let step = 1; step <= 2000; step++) {
        run.step((params, grads) => net.evaluate(params, grads))
        if (step < 1000 || step % 200 !== 0) continue
        const [part] = run.state().parts
        const nu = part?.slots.nu ?? {}
        const P = Float64Array.from(
          run.params.flatMap((leaf, i) =>
            Array.from(
              leaf,
              (_, j) =>
                (1 - b1 ** step) * (Math.sqrt((nu[i]?.[j] as number) / (1 - 0.999 ** step)) + 1e-8),
            ),
          ),
        )
        const objective = objectiveOf({
          point: run.params.flatMap((leaf) => [...leaf]),
          batches: [{ size: 64, gradient: net.gradient }],
        })
        const { value, converged, error } = await topEigenvalue(
          preconditioned(centralDifferences(objective), P),
        )
        t.ok(converged)
        t.ok(error < 0.02 * value)
        settled.push(learningRate * value)
      }
      t.ok(
        settled.every((k) => k >= from && k <= to),
        `${b1}: ${settled.map((k) => k.toFixed(1))}`,
      )
    }
  },
)
