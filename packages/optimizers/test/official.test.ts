import { float64 } from '@momenta/float64'
import { equivalentTo } from '@momenta/laws'
import { sgd } from '@momenta/optimizers'
import { officialAdamC, officialAdamCM, officialSGDC } from '@momenta/optimizers/official'
import t from 'tap'

t.test('the authors’ Adam_CM and Adam_C on x²/2, against numbers from their code', async (t) => {
  // torch, float64, x₀ = 1, lr 0.1, C = 3, λ = 0.7; ten digits
  const cm = [
    1, 0.255863186, -0.0749634284, -0.2863846515, -0.4602233058, -0.5963317639, -0.5966678185,
    -0.5668412821,
  ]
  const c = [
    0.900000001, 0.8029473348, 0.7044329094, 0.6054734103, 0.5069437467, 0.4096065831, 0.31422514,
    0.2216146328,
  ]
  for (const [factory, wanted] of [
    [officialAdamCM, cm],
    [officialAdamC, c],
  ] as const) {
    const { init, step } = float64(factory({ lr: 0.1, topC: 3 }))
    let iterate = init([Float64Array.of(1)])
    for (const x of wanted) {
      iterate = step((point) => ({ value: 0, grads: point }), iterate)
      t.ok(Math.abs((iterate.params[0]?.[0] as number) - x) < 1e-9)
    }
  }
})

t.test('options with which the authors’ code crashes are errors', async (t) => {
  t.throws(() => officialAdamCM({ kappa: 0 }), {
    message: "officialAdamCM: kappa must be greater than 0 (the authors' code crashes at 0), got 0",
  })
  t.throws(() => officialAdamC({ topC: 0 }), { message: /topC must be at least 1/ })
  t.throws(() => officialSGDC({ criticalTest: 0.5 as never }), {
    message: /criticalTest must be 0 or 1/,
  })
  t.equal(
    equivalentTo(officialSGDC({ kappa: 0, momentum: 0.9 })).check(
      sgd({ momentum: 0, learningRate: 1e-3 }),
    ),
    undefined,
    'SGD_C drops its momentum at kappa 0',
  )
})

t.test('critical_test 1 of the authors’ code always overwrites the first slot', async (t) => {
  const frozen = officialSGDC({ criticalTest: 1, topC: 2, lr: 1, decay: 1 })
  const { init, step } = float64(frozen)
  let iterate = init([Float64Array.of(0)])
  // steps: 1; 2 + 1; full {1, 2}: 4 + 1.5, then {4, 2}: 8 + 3
  const moves = [1, 2, 4, 8].map((g) => {
    const before = iterate.params[0]?.[0] as number
    iterate = step(() => ({ value: 0, grads: [Float64Array.of(g)] }), iterate)
    return before - (iterate.params[0]?.[0] as number)
  })
  t.same(moves, [1, 3, 5.5, 11])
})
