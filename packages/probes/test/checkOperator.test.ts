import { centralDifferences, checkOperator, operatorOf, quadratic } from '@momenta/probes'
import t from 'tap'
import { exact, regression } from './regression.js'
import { noise } from './spectra.js'

t.test('checkOperator finds each fault by name, and none where there is none', async (t) => {
  const sound = await checkOperator(centralDifferences(regression([13])), { against: exact })
  t.same(sound.faults, [])
  t.ok(sound.sound && sound.repetition === 0 && sound.symmetry < 1e-8 && sound.linearity < 1e-8)
  t.ok((sound.agreement as number) < 1e-8)
  t.match(sound, { matvecs: 5, gradients: 8 })
  const product = async (v: Float64Array) => exact.apply(v)
  const named = async (
    change: (v: Float64Array) => Promise<Float64Array>,
    name: string,
    against?: typeof exact,
  ) => {
    const { faults } = await checkOperator(
      operatorOf({ dim: 4, product: change }),
      against && { against },
    )
    t.ok(
      faults.some((fault) => fault.startsWith(name)),
      `${name}: ${faults}`,
    )
  }
  await named(noise(exact, 0.2), 'random')
  await named(async (v) => (await product(v)).map((n) => n * Math.abs(n)), 'not linear')
  await named(
    async (v) => (await product(v)).map((n, i) => n + (v[(i + 1) % 4] as number)),
    'asymmetric',
  )
  await named(
    async (v) => (await product(v)).map((n, i) => (i === 2 ? Number.NaN : n)),
    'not finite',
  )
  // symmetric, linear, deterministic and wrong: what double backward through tanh is
  await named(
    async (v) => (await product(v)).map((n, i) => n + 0.2 * (v[i] as number)),
    'disagrees',
    exact,
  )
  t.match((await checkOperator(quadratic({ spectrum: [] }))).faults, [
    'empty: the operator has dimension 0',
  ])
})
