import { chain } from '@momenta/core'
import { adaptiveSGDStep, scaleByLearningRate, scaleBySwats } from '@momenta/transforms'
import t from 'tap'
import { begun, stepped, walked } from './walked.js'

const isNear = (got: number | undefined, wanted: number) =>
  // a few roundings of numbers of size 1
  Math.abs((got as number) - wanted) < 1e-14

const swats = (options: Parameters<typeof scaleBySwats>[0]) =>
  chain(scaleBySwats({ eps: 0, ...options }), scaleByLearningRate({ learningRate: 1 }))

t.test('SWATS becomes SGD with the rate that would have made the step of Adam', async (t) => {
  // without decays p is the sign of g and γ = 1/|g|; it has settled in the second step
  t.same(walked(swats({ b1: 0, b2: 0 }), [2, 4, 8, -8]), [-1, -2, -4, -2])
  // λ = 0.5 γ at first, which is not near 1/4 in the second
  t.same(walked(swats({ b1: 0, b2: 0.5, atol: 0, rtol: 0 }), [2, 2, 2, 4]).slice(0, 2), [-1, -2])
})

t.test('the momentum of SGD starts at 0, and is that of an average or of a sum', async (t) => {
  // m = 1, then 2.5, corrected 10/3: p = 5/6, γ = 5/24
  const [, , third, fourth] = walked(swats({ b1: 0.5, b2: 0 }), [2, 4, 8, 0])
  const second = -1 - 5 / 6
  t.ok(isNear(third, second - (5 / 24) * 4), `${third}`)
  t.ok(isNear(fourth, second - (5 / 24) * 6), `${fourth}`)
  const sum = walked(swats({ b1: 0.5, b2: 0, dampened: false }), [2, 4, 8])
  t.ok(isNear(sum[2], second - (5 / 24) * 8), `${sum}`)
})

t.test('a gradient of 0 or NaN gives no rate', async (t) => {
  const transform = swats({ b1: 0, b2: 0 })
  for (const [gradients, rate] of [
    [[2, 0], null],
    [[2, 0, 4], 0.25],
    [[2, Number.NaN, 4], null],
  ] as const) {
    const last = gradients.reduce((from, g) => stepped(transform, from, [g]), begun(transform, [1]))
    t.match(last.state.parts[0]?.host, { rate })
  }
})

/** The rate of each step on 2 w² from w = 1, whose smoothness is 4. */
const rates = (options: Parameters<typeof adaptiveSGDStep>[0], steps: number) => {
  const transform = adaptiveSGDStep({ eps: 0, initial: 0.5, ...options })
  let iterate = begun(transform, [1])
  return Array.from({ length: steps }, () => {
    const { w } = iterate.params
    iterate = stepped(transform, iterate, [4 * (w[0] as number)])
    const host = iterate.state.parts[0]?.host as { readonly rate: number } | undefined
    return host?.rate
  })
}

t.test('adaptive SGD bounds its rate by the smoothness of the last two steps', async (t) => {
  t.same(rates({ amplifier: 0 }, 2), [0.5, 0.25])
  t.same(rates({ amplifier: 0, dampening: 2 }, 2), [0.5, 0.125])
  t.same(rates({ amplifier: 0, eps: 0.5 }, 2), [0.5, 0.75])
  // the rate before the first step counts as having doubled
  t.same(rates({ amplifier: 1.5, ratio: 2 }, 1), [1])
  // from 1 to −1 the norms of parameters and gradients stay: no bound
  t.same(rates({ amplifier: 0, differences: 'norms' }, 2), [0.5, 0.5])
})
