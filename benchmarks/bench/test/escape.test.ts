import type { Contender } from '@momenta/bench'
import { twoBasin } from '@momenta/bench-surfaces'
import { compile } from '@momenta/float64'
import { buildOptimizer } from '@momenta/optimizers'
import prand from 'pure-rand'
import t from 'tap'
import { finish, inner, onBasins } from './jobs.js'

const { allMethods, matchedFactor, small } =
  await inner<typeof import('../dist/methods/methods.js')>('methods/methods')
const { balancedStarts } = await inner<typeof import('../dist/toy/escape/balancedStarts.js')>(
  'toy/escape/balancedStarts',
)
const { flatCoordinates } =
  await inner<typeof import('../dist/toy/escape/twoBasins.js')>('toy/escape/twoBasins')

t.test('starts are balanced over the basins, and each lies in the basin of its list', async (t) => {
  const flat = (x: readonly number[]) => flatCoordinates('separable', 100, x).every(Boolean)
  const { sharp, flat: level } = balancedStarts(1, 20, 1, flat)
  t.equal(sharp.length, 20)
  t.equal(level.length, 20)
  // √100 / (1 + √100) = 10/11: beyond it lies the sharp basin
  t.ok(sharp.every(([x]) => (x as number) > 10 / 11 && (x as number) <= 1))
  t.ok(level.every(([x]) => (x as number) <= 10 / 11 && (x as number) >= -1))
  const never = balancedStarts(1, 20, 2, () => true)
  t.same([never.sharp.length, never.flat.length], [0, 20])
})

t.test('a coordinate is flat where the flat branch of f is the minimum', async (t) => {
  for (const s of [1, 5, 100])
    for (const x of [-1, -0.3, 0.2, 0.45, 0.55, 0.85, 0.95, 1.05]) {
      const surface = twoBasin({ dim: 1, sharpness: s })
      t.equal(
        flatCoordinates('separable', s, [x])[0],
        surface.value([x]) === x * x,
        `s ${s} x ${x}`,
      )
    }
  // ‖x‖² = 1.62 and s‖x - 1‖² = 0.04: sharp, and the two forms differ at (1, 0)
  t.same(flatCoordinates('joint', 2, [0.9, 0.9]), [false])
  t.same(flatCoordinates('separable', 2, [1, 0]), [false, true])
  t.same(flatCoordinates('joint', 2, [1, 0]), [true])
})

t.test(
  'Adam never leaves a basin of equation (8); at α = 0.01 no method without SAM does',
  async (t) => {
    for (const method of ['Adam', 'Adam+CG', 'Adam+CM', 'CM, no entries'])
      for (const sharpness of [5, 20, 100]) {
        const { values } = await finish(onBasins({ learningRate: 0.01, sharpness, dim: 1 }, method))
        t.match(
          values,
          { couldEscape: 20, escaped: 0, couldFall: 20, fell: 0, diverged: 0 },
          method,
        )
      }
    for (const sharpness of [1, 20, 100]) {
      const { values } = await finish(onBasins({ learningRate: 0.1, sharpness, dim: 1 }, 'Adam'))
      t.match(values, { escaped: 0, fell: 0 })
    }
  },
)

t.test(
  'Adam+CM, C = 20, λ = 0.99, α = 0.1 leaves every sharp basin with s ≥ 20 (20 of 20 in the reference)',
  async (t) => {
    for (const sharpness of [20, 50, 100]) {
      const { values } = await finish(onBasins({ learningRate: 0.1, sharpness, dim: 1 }, 'Adam+CM'))
      t.match(values, { couldEscape: 20, escaped: 20 })
    }
  },
)

t.test(
  'v from m² without entries leaves it too, and v from g² at s = 10 does not (0 and 1 in the reference)',
  async (t) => {
    const none = await finish(
      onBasins({ learningRate: 0.1, sharpness: 20, dim: 1 }, 'CM, no entries'),
    )
    t.match(none.values, { escaped: 20 })
    const other = await finish(
      onBasins({ learningRate: 0.1, sharpness: 10, dim: 1 }, 'CM, v from g²'),
    )
    t.match(other.values, { escaped: 0 })
  },
)

t.test(
  'on pure noise the RMS step of Adam+CM is 1.00 learning rates and that of Adam 0.23',
  async (t) => {
    const rms = (name: string): number => {
      const { spec } = allMethods(small).find((method) => method.name === name) as Contender
      const size = 200
      const run = compile(buildOptimizer({ ...spec, learningRate: 1 }), [new Float64Array(size)])
      const generator = prand.xoroshiro128plus(7)
      const uniform = () => prand.unsafeUniformIntDistribution(1, 2 ** 31, generator) / 2 ** 31
      const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
      const [p] = run.params as readonly [Float64Array]
      let squares = 0
      let count = 0
      for (let step = 1; step <= 2000; step++) {
        const before = Float64Array.from(p)
        run.step((_, [g]) => {
          for (let i = 0; i < size; i++) (g as Float64Array)[i] = normal()
          return 0
        })
        // v converges in about 1000 steps
        if (step <= 1000) continue
        for (let i = 0; i < size; i++) squares += ((p[i] as number) - (before[i] as number)) ** 2
        count += size
      }
      return Math.sqrt(squares / count)
    }
    const [adam, cm] = [rms('Adam'), rms('Adam+CM')]
    // √((1 - 0.9) / (1 + 0.9)) = 0.2294
    t.ok(Math.abs(adam - 0.2294) < 0.01, `Adam ${adam}`)
    t.ok(Math.abs(cm - 1) < 0.03, `Adam+CM ${cm}`)
    t.ok(Math.abs(adam / cm - matchedFactor) < 0.01)
  },
)
