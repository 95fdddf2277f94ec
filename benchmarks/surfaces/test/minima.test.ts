import { ackley, levy, surfaces, topEigenvalue, twoBasin } from '@momenta/bench-surfaces'
import fc from 'fast-check'
import t from 'tap'
import { gap, gradientOf, largest } from './checks.js'

t.test(
  'minima are minima: f as stated, gradient 0, no downhill curvature, inside the domain',
  async (t) => {
    const all = [
      ...Object.values(surfaces).map((factory) => factory()),
      levy({ dim: 5 }),
      ackley({ dim: 5 }),
      twoBasin({ dim: 3, sharpness: 0.5 }),
      twoBasin({ dim: 3, form: 'joint' }),
    ]
    for (const surface of all) {
      const lowest = Math.min(...surface.minima.map(({ f }) => f))
      t.ok(surface.minima.length > 0, `${surface.name} has minima`)
      for (const { x, f, global, differentiable } of surface.minima) {
        const at = `${surface.name} at ${x}`
        const curvature = largest(surface.hessian(x))
        // x is rounded to 1 ulp, below 3e-16 here, so the gradient is at most 3e-16 |H| dim: 1e-15
        // |H| for dim <= 5
        const flat = 1e-15 * (differentiable ? curvature : 1)
        t.ok(Math.abs(surface.value(x) - f) <= 1e-13 * Math.max(1, Math.abs(f)), `f of ${at}`)
        t.ok(largest(gradientOf(surface, x)) <= flat, `gradient of ${at}`)
        t.equal(global, f === lowest, `rank of ${at}`)
        t.ok(
          x.every((each) => each >= surface.domain[0] && each <= surface.domain[1]),
          `box of ${at}`,
        )
        if (differentiable)
          t.ok(topEigenvalue(surface.hessian(x), surface.dim).min > 0, `bowl at ${at}`)
      }
    }
  },
)

t.test('no point lies below the global minimum', async () => {
  for (const surface of Object.values(surfaces).map((factory) => factory())) {
    const coordinate = fc.double({
      min: 2 * surface.domain[0] - 1,
      max: 2 * surface.domain[1],
      noNaN: true,
    })
    const lowest = Math.min(...surface.minima.map(({ f }) => f))
    // 1e-15: the minimum itself is rounded
    await fc.assert(
      fc.property(fc.tuple(coordinate, coordinate), (x) => surface.value(x) >= lowest - 1e-15),
    )
  }
})

t.test(
  'twoBasin has its kinks at sqrt s / (1 + sqrt s) and sqrt s / (sqrt s - 1), the crest s / (1 + sqrt s)^2 high',
  async (t) => {
    const s = 4
    for (const form of ['separable', 'joint'] as const) {
      const surface = twoBasin({ dim: 1, sharpness: s, form })
      // at 2 / 3 both branches are 4 / 9; slopes 4 / 3 below, -8 / 3 above
      t.ok(Math.abs(surface.value([2 / 3]) - 4 / 9) <= 1e-15)
      t.ok(gap(gradientOf(surface, [2 / 3 - 1e-9]), [4 / 3]) <= 1e-8)
      t.ok(gap(gradientOf(surface, [2 / 3 + 1e-9]), [-8 / 3]) <= 1e-8)
      // at 2 both branches are exactly 4: the tie is the flat one's, slope 4 and not 8
      t.equal(surface.value([2]), 4)
      t.same(gradientOf(surface, [2]), [4])
      t.same(surface.hessian([2]), [2])
      t.same(surface.hessian([1.999]), [8])
    }
  },
)

t.test('twoBasin lists every minimum its form has, flat first and sharp last', async (t) => {
  const corners = (dim: number, form: 'separable' | 'joint') =>
    twoBasin({ dim, form }).minima.map(({ x }) => x.join(''))
  t.same(corners(2, 'separable'), ['00', '10', '01', '11'])
  t.same(corners(2, 'joint'), ['00', '11'])
  t.equal(corners(10, 'separable').length, 1024)
  t.same(corners(11, 'separable'), ['0'.repeat(11), '1'.repeat(11)])
})
