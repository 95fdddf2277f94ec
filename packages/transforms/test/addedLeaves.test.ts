import { optimizer, type Transform } from '@momenta/core'
import { extend, float64 } from '@momenta/float64'
import {
  optimisticGradient,
  scaleByAcprop,
  scaleByAdan,
  scaleByAdashift,
  scaleByAdopt,
  scaleByApollo,
  scaleByFactoredRms,
  scaleByGalore,
  scaleByShampoo,
  scaleBySoap,
  scaleBySplus,
  trace,
} from '@momenta/transforms'
import t from 'tap'

type Point = { readonly [leaf: string]: Float64Array }

const first = Float64Array.of(1, 2, 3, -1, 0.5, 0.2, 4, -3, 2)

/** Updates are added to the parameters, so the transforms see gradients of a rising direction. */
const oracle = (params: Point) => ({
  value: 0,
  grads: Object.fromEntries(
    Object.entries(params).map(([leaf, w]) => [leaf, w.map((n, i) => Math.cos(n) + i / 10)]),
  ),
})

/** Nine numbers as a matrix for each leaf. */
const runner = (transform: Transform, ...leaves: readonly string[]) =>
  float64(optimizer(transform), {
    shapes: Object.fromEntries(leaves.map((leaf) => [leaf, [3, 3]])),
  })

// every one has a first step that differs from the others
for (const [name, transform] of Object.entries({
  optimisticGradient: optimisticGradient({ beta: 0.5 }),
  scaleByAcprop: scaleByAcprop(),
  scaleByAdan: scaleByAdan(),
  scaleByAdashift: scaleByAdashift({ keep: 3 }),
  scaleByAdopt: scaleByAdopt(),
  scaleByApollo: scaleByApollo({ rank: 2, every: 4 }),
  scaleByFactoredRms: scaleByFactoredRms({ minSize: 2 }),
  scaleByGalore: scaleByGalore({ rank: 2, every: 4 }),
  'scaleByGalore with a residual': scaleByGalore({ rank: 2, every: 4, residual: true }),
  scaleByShampoo: scaleByShampoo({ momentum: 0.5, every: 2 }),
  scaleBySoap: scaleBySoap({ every: 3 }),
  scaleBySplus: scaleBySplus({ every: 4 }),
  trace: trace({ dampening: 0.5 }),
}))
  t.test(`${name}: a leaf that is added later begins with its first step`, async (t) => {
    const alone = runner(transform, 'b')
    const old = runner(transform, 'a')
    const both = runner(transform, 'a', 'b')
    let started = old.init<Point>({ a: first })
    let whole = old.init<Point>({ a: first })
    for (let i = 0; i < 5; i++) {
      started = old.step(oracle, started)
      whole = old.step(oracle, whole)
    }
    const { a = first } = started.params
    const params: Point = { a, b: first }
    const shapes = { a: [3, 3], b: [3, 3] }
    let added = extend(optimizer(transform), started, params, { shapes })
    let fresh = alone.init<Point>({ b: first })
    for (let i = 0; i < 10; i++) {
      added = both.step(oracle, added)
      fresh = alone.step(oracle, fresh)
      whole = old.step(oracle, whole)
      t.same([...(added.params.b ?? [])], [...(fresh.params.b ?? [])], `step ${i}`)
    }
    t.same([...(added.params.a ?? [])], [...(whole.params.a ?? [])], 'the other leaf goes on')
  })
