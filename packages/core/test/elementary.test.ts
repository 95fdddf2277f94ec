// biome-ignore-all lint/complexity/useMathMinMax: a NaN in the first operand is returned
import { type Arithmetic, exp, log, pow } from '@momenta/core'
import t from 'tap'

/** Numbers that are rounded after each operation. */
const rounded = (round: (n: number) => number): Arithmetic<number> => ({
  of: round,
  add: (a, b) => round(a + b),
  sub: (a, b) => round(a - b),
  mul: (a, b) => round(a * b),
  div: (a, b) => round(a / b),
  max: (a, b) => (a < b ? b : a),
  min: (a, b) => (b < a ? b : a),
  sqrt: (a) => round(Math.sqrt(a)),
  abs: Math.abs,
  sign: (a) => (a > 0 ? 1 : 0) - (a < 0 ? 1 : 0),
  neg: (a) => -a,
})

const precisions = [
  { name: 'float64', x: rounded((n) => n), round: (n: number) => n, ulp: 2 ** -52 },
  { name: 'float32', x: rounded(Math.fround), round: Math.fround, ulp: 2 ** -23 },
]

/** Evenly spaced numbers. */
const between = (low: number, high: number, count = 4001): readonly number[] =>
  Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1))

const worst = (
  at: readonly number[],
  got: (a: number) => number,
  wanted: (a: number) => number,
): number => at.reduce((most, a) => Math.max(most, Math.abs(got(a) / wanted(a) - 1)), 0)

t.test('exp is within 2 ulp where its result is a normal number of float32', async (t) => {
  for (const { name, x, round, ulp } of precisions)
    t.ok(worst(between(-87, 88).map(round), (a) => exp(x, a), Math.exp) <= 2 * ulp, name)
})

t.test('log is within 2 ulp over the normal numbers of float32, and next to 1', async (t) => {
  for (const { name, x, round, ulp } of precisions) {
    const at = [...between(-87, 88).map(Math.exp), ...between(0.9, 1.1)].map(round)
    const other = at.filter((a) => a !== 1)
    t.ok(worst(other, (a) => log(x, a), Math.log) <= 2 * ulp, name)
    t.equal(log(x, 1), 0)
  }
})

t.test('pow is within |b ln a| + 3 ulp, and 0 at 0', async (t) => {
  for (const { name, x, round, ulp } of precisions) {
    for (const b of [1 / 3, 0.25, 0.9, 2, -1.5].map(round)) {
      const at = between(-20, 20, 801).map(Math.exp).map(round)
      const over = (a: number) =>
        Math.abs(pow(x, a, b) / a ** b - 1) / (Math.abs(b * Math.log(a)) + 3)
      t.ok(
        at.every((a) => over(a) <= ulp),
        `${name}, ${b}`,
      )
    }
    t.equal(pow(x, 0, round(1 / 3)), 0)
  }
})

t.test('beyond their ranges they are clamped, and a NaN stays NaN', async (t) => {
  for (const { x } of precisions) {
    t.equal(exp(x, 1000), exp(x, 88))
    t.equal(exp(x, Number.NEGATIVE_INFINITY), exp(x, -87))
    t.equal(log(x, 0), log(x, 2 ** -126))
    t.ok([exp(x, Number.NaN), log(x, Number.NaN), pow(x, Number.NaN, 2)].every(Number.isNaN))
  }
})
