import { chain, optimizer } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { maskByAlignment, scale } from '@momenta/transforms'
import t from 'tap'

type Options = NonNullable<Parameters<typeof maskByAlignment>[0]>

/** The updates of the leaves a and b in each step of these gradients. */
const updates = (options: Options, gradients: readonly (readonly number[])[]) => {
  const { init, step } = float64(optimizer(chain(scale({ factor: 1 }), maskByAlignment(options))))
  let iterate = init({ a: new Float64Array(2), b: Float64Array.of(0) })
  return gradients.map((g) => {
    const before = iterate.params
    const grads = { a: Float64Array.from(g), b: Float64Array.of(1) }
    iterate = step(() => ({ value: 0, grads }), iterate)
    const { params } = iterate
    return [...params.a, ...params.b].map((n, i) => n - ([...before.a, ...before.b][i] as number))
  })
}

const sigmoid = (n: number) => 1 / (1 + Math.exp(-n))
/** A few roundings of numbers of size 1. */
const isNear = (got: number | undefined, wanted: number) =>
  Math.abs((got as number) - wanted) < 1e-14

t.test('kept updates are multiplied by the average of sigmoids of cosines', async (t) => {
  const [first, second] = updates({ probability: 1, decay: 0.5, temperature: 1, b1: 0.5 }, [
    [3, 4],
    [4, -3],
  ])
  // in the first step m is parallel to g
  const one = 0.5 + 0.5 * sigmoid(1)
  t.ok(isNear(first?.[0], 3 * one) && isNear(first?.[1], 4 * one) && isNear(first?.[2], one))
  // m = (0.75, 1) + (2, −1.5) = (2.75, −0.5): ⟨m, g⟩ = 12.5, ‖m‖² = 7.8125, ‖g‖ = 5
  const two = 0.5 * one + 0.5 * sigmoid(12.5 / (5 * Math.sqrt(7.8125)))
  t.ok(isNear(second?.[0], 4 * two) && isNear(second?.[1], -3 * two), `${second} ${two}`)
})

t.test('each leaf is masked by itself, as often as the probability says', async (t) => {
  const steps = updates({ probability: 0.25 }, Array(400).fill([1, 2]))
  const kept = [0, 2].map((i) => steps.filter((step) => step[i] !== 0).length)
  // four standard deviations of 400 draws
  for (const n of kept) t.ok(Math.abs(n - 100) < 4 * Math.sqrt(400 * 0.25 * 0.75), `${n}`)
  t.ok(steps.some(([a, , b]) => (a === 0) !== (b === 0)))
  t.ok(steps.every(([first, second]) => (first === 0) === (second === 0)))
  t.same(updates({ probability: 0 }, [[1, 2]]), [[0, 0, 0]])
})

t.test('gradients that are not numbers give such updates, and the alignment stays', async (t) => {
  const [first, second] = updates({ probability: 1, b1: 0 }, [
    [Number.NaN, 1],
    [1, 1],
  ])
  t.ok(Number.isNaN(first?.[0]) && Number.isNaN(first?.[1]) && Number.isFinite(first?.[2]))
  t.ok(Number.isNaN(second?.[0]), 'the parameters are NaN by then')
})
