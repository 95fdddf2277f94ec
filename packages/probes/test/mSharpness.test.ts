import { mSharpness, objectiveOf, samSharpness } from '@momenta/probes'
import t from 'tap'
import { dot, near, norm } from './vectors.js'

t.test('m-sharpness of least squares with m = 1 is the mean of (|r| + ρ‖x‖)² − r²', async (t) => {
  const samples = [
    [[1, 2], 1],
    [[-1, 0.5], 0.3],
    [[0.2, 0.1], -2],
  ] as const
  const w = [0.4, -0.3]
  const part = (chosen: typeof samples | readonly (typeof samples)[number][]) => ({
    size: chosen.length,
    gradient: (at: Float64Array) => {
      const rs = chosen.map(([x, y]) => dot(x, at) - y)
      return {
        value: dot(rs, rs) / chosen.length,
        gradient: at.map((_, j) =>
          chosen.reduce(
            (sum, [x], i) => sum + (2 * (rs[i] as number) * (x[j] as number)) / chosen.length,
            0,
          ),
        ),
      }
    },
  })
  const rho = 0.1
  const wanted =
    samples.reduce((sum, [x, y]) => {
      const r = dot(x, w) - y
      return sum + (Math.abs(r) + rho * norm(x)) ** 2 - r ** 2
    }, 0) / 3
  const single = objectiveOf({ point: w, batches: samples.map((each) => part([each])) })
  const one = await mSharpness(single, { rho })
  const several = await mSharpness(single, { rho, climb: 'several' })
  t.ok(near(one.value, wanted, 1e-12) && near(several.value, wanted, 1e-9))
  t.match(one, {
    how: 'm-sharpness, m = 1; SAM, one step, rho = 0.1',
    gradients: 1,
    converged: true,
  })
  const ragged = objectiveOf({
    point: w,
    batches: [part(samples.slice(0, 2)), part(samples.slice(2))],
  })
  const [two, last] = [
    await samSharpness({ ...ragged, batches: ragged.batches.slice(0, 1) }, { rho }),
    await samSharpness({ ...ragged, batches: ragged.batches.slice(1) }, { rho }),
  ]
  const mixed = await mSharpness(ragged, { rho })
  t.ok(near(mixed.value, (2 * two.value + last.value) / 3, 1e-12), 'subsets count by their size')
  t.match(mixed.how, /m = 2 and 1/)
})
