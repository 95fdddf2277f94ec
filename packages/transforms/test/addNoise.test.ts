import { chain, optimizer } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { addNoise, scale } from '@momenta/transforms'
import t from 'tap'

/** The updates of steps on zero gradients: the parameters' changes. */
const noiseOf = (options: object, steps: number, size: number): readonly Float64Array[] => {
  const { init, step } = float64(optimizer(addNoise(options)))
  let iterate = init([new Float64Array(size)])
  return Array.from({ length: steps }, () => {
    const before = iterate.params[0] as Float64Array
    iterate = step((params) => ({ value: 0, grads: params.map((p) => p.map(() => 0)) }), iterate)
    return (iterate.params[0] as Float64Array).map((after, i) => after - (before[i] as number))
  })
}

const meanOf = (values: Float64Array, of: (x: number) => number): number =>
  values.reduce((sum, x) => sum + of(x), 0) / values.length

t.test('the noise is normal: moments, quartiles and the correlation of neighbours', async (t) => {
  const n = 40_000
  const [first] = noiseOf({ eta: 4 }, 1, n) as [Float64Array]
  const units = first.map((x) => x / 2)
  // Four standard deviations of each estimate.
  for (const [name, of, expected, deviation] of [
    ['mean', (x: number) => x, 0, 1],
    ['variance', (x: number) => x * x, 1, Math.sqrt(2)],
    ['third moment', (x: number) => x ** 3, 0, Math.sqrt(15)],
    ['fourth moment', (x: number) => x ** 4, 3, Math.sqrt(96)],
    ['below -0.6745', (x: number) => Number(x < -0.6745), 0.25, Math.sqrt(3) / 4],
    ['below 1.2816', (x: number) => Number(x < 1.2816), 0.9, 0.3],
  ] as const) {
    const found = meanOf(units, of)
    t.ok(Math.abs(found - expected) <= (4 * deviation) / Math.sqrt(n), `${name}: ${found}`)
  }
  const products = units.map((x, i) => x * (units[i - 1] ?? 0))
  t.ok(Math.abs(meanOf(products, (x) => x)) <= 4 / Math.sqrt(n))
})

t.test('the variance of step t is eta / t^gamma', async (t) => {
  const n = 20_000
  for (const [i, noise] of noiseOf({ eta: 0.5, gamma: 1.5 }, 3, n).entries()) {
    const expected = 0.5 / (i + 1) ** 1.5
    const found = meanOf(noise, (x) => x * x)
    t.ok(Math.abs(found / expected - 1) <= 4 * Math.sqrt(2 / n), `step ${i + 1}: ${found}`)
  }
})

t.test('the same seed gives the same noise, another seed and another step do not', async (t) => {
  const [one, next] = noiseOf({ seed: 7 }, 2, 5)
  const [again] = noiseOf({ seed: 7 }, 1, 5)
  const [other] = noiseOf({ seed: 8 }, 1, 5)
  t.same(one, again)
  t.notSame(one, other)
  t.notSame(
    one?.map((x) => x * 2 ** (0.55 / 2)),
    next?.map((x) => x * 2 ** 0.55),
  )
})

t.test('in the middle of a chain it is added to the updates there', async (t) => {
  const { init, step } = float64(
    optimizer(chain(scale({ factor: 3 }), addNoise(), scale({ factor: 2 }))),
  )
  const oracle = () => ({ value: 0, grads: [Float64Array.of(1, 1, 1)] })
  const moved = step(oracle, init([new Float64Array(3)])).params[0] as Float64Array
  const [noise] = noiseOf({}, 1, 3) as [Float64Array]
  for (const [i, x] of moved.entries())
    t.ok(Math.abs(x - 2 * (3 + (noise[i] as number))) <= 1e-12, `${i}`)
})
