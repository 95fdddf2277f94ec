import { chain } from '@momenta/core'
import { momentumOf } from './muon.js'
import { decayed } from './parts.js'
import type { Rule } from './Rule.js'
import { combined, inner, product, type Rows, rowsOf, transposed } from './rows.js'
import { wholeRule } from './wholeRule.js'

const unit = (a: Rows, least: number): Rows => {
  const length = Math.max(Math.sqrt(inner(a, a)), least)
  return a.map((row) => row.map((x) => x / length))
}

const coefficients = [
  [8.2051, -22.9019, 16.4607],
  [4.0664, -2.8612, 0.5184],
  [3.9096, -2.8234, 0.525],
  [3.2856, -2.4153, 0.4853],
  [2.2779, -1.6198, 0.3985],
  [1.8726, -1.2307, 0.3585],
  [1.8564, -1.2132, 0.3568],
  [1.875, -1.25, 0.375],
] as const

/** The nearest orthogonal matrix, by Newton-Schulz. */
const signOf = (a: Rows, steps: number): Rows => {
  const tall = a.length > (a[0]?.length ?? 0)
  let x = unit(tall ? transposed(a) : a, 1e-7)
  for (let i = 0; i < steps; i++) {
    const [p, q, r] = coefficients[Math.min(i, 7)] as (typeof coefficients)[number]
    const gram = product(x, transposed(x))
    x = combined(1, product(combined(q, gram, r, product(gram, gram)), x), p, x)
  }
  return tall ? transposed(x) : x
}

/** u vᵀ of the largest singular value, by power iteration from ones. */
const leading = (w: Rows, steps: number): Rows => {
  let v = (w[0] ?? []).map((): readonly number[] => [1])
  const turned = transposed(w)
  for (let i = 0; i < steps; i++) v = [...unit(product(turned, product(w, v)), 1e-12)]
  return product(unit(product(w, v), 1e-12), transposed(v))
}

/** Where f, which rises, is 0: doubling steps find an interval, which is then halved. */
const rootOf = (f: (at: number) => number, tolerance: number, most: number): number => {
  let [last, value] = [0, f(0)]
  if (Math.abs(value) < tolerance) return 0
  let step = value < 0 ? 1e-3 : -1e-3
  for (let i = 0; i < 10; i++, step *= 2) {
    const [next, found] = [last + step, f(last + step)]
    if (value <= 0 !== found <= 0) {
      const ends = [
        { at: last, f: value },
        { at: next, f: found },
      ].toSorted((a, b) => a.f - b.f) as [End, End]
      return halved(f, ends, tolerance, most)
    }
    ;[last, value] = [next, found]
  }
  return 0
}

interface End {
  readonly at: number
  readonly f: number
}

const halved = (f: (at: number) => number, ends: [End, End], tolerance: number, most: number) => {
  let [low, high] = ends
  let best = Math.abs(low.f) < Math.abs(high.f) ? low : high
  for (let i = 0; i < most && Math.abs(best.f) > tolerance; i++) {
    const at = 0.5 * (low.at + high.at)
    const middle = { at, f: f(at) }
    if (Math.abs(middle.f) < Math.abs(best.f)) best = middle
    if (middle.f < 0) low = middle
    else high = middle
  }
  return best.at
}

/** SpectralSphere: the orthogonalized momentum that keeps the largest singular value. */
export const spectralSphere: Rule = (o) => {
  const [turns, steps] = [o.number('power_iteration_steps'), o.number('msign_steps')]
  const [tolerance, most] = [o.number('solver_tolerance_f'), o.number('solver_max_iterations')]
  const lr = o.number('lr')
  const shrink = o.flag('weight_decouple') ? 1 - lr * o.number('weight_decay') : 1
  const direction = wholeRule(
    {},
    () => ({ shrink }),
    (x, { updates: u, params: p, scalars: k }) => {
      const [update] = x.onHost([u, x.mul(k.shrink, p)], (inputs) => {
        const [momentum = [], weight = []] = inputs.map(rowsOf)
        const m = unit(momentum, 1e-8)
        const theta = leading(weight, turns)
        const at = (lambda: number) => signOf(combined(1, m, lambda, theta), steps)
        const lambda = rootOf((value) => inner(theta, at(value)), tolerance, most)
        const values = Float64Array.from(at(lambda).flat())
        return [{ shape: [m.length, m[0]?.length ?? 0], values }]
      })
      return { updates: update as typeof u, slots: {} }
    },
  )
  return decayed(o, chain(momentumOf(o.number('momentum'), o.flag('nesterov')), direction))
}
