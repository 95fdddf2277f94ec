import {
  asamSharpness,
  quadraticObjective,
  samSharpness,
  topEigenvalue,
  worstSharpness,
} from '@momenta/probes'
import t from 'tap'
import { A, away, gradientOfAway, minimum, point, spectrum } from './awayQuadratic.js'
import { dot, near, norm } from './vectors.js'

t.test("SAM's sharpness is ρ‖g‖ + ρ²gᵀAg/(2‖g‖²)", async (t) => {
  const g = await gradientOfAway()
  for (const rho of [0.01, 0.05, 0.5]) {
    const found = await samSharpness(quadraticObjective(away), { rho })
    const wanted = rho * norm(g) + (rho ** 2 * dot(g, await A.apply(g))) / (2 * norm(g) ** 2)
    t.ok(Math.abs(found.value - wanted) <= found.error + 1e-12 * wanted)
    t.match(found, { converged: true, gradients: 1, losses: 3, how: `SAM, one step, rho = ${rho}` })
  }
})

t.test('at a minimum one step has a warning, and several find ρ²λmax/2', async (t) => {
  const still = quadraticObjective({ spectrum, seed: 4, minimum })
  const one = await samSharpness(still)
  t.match(one, { value: 0, converged: false, reason: /^zero gradient: .* use worstSharpness/ })
  t.match(await asamSharpness(still), { converged: false, reason: /^zero gradient/ })
  const rho = 0.3
  const found = await worstSharpness(still, { rho, steps: 60 })
  t.ok(near(found.value, (rho ** 2 * 8) / 2, 1e-6), `${found.value}`)
  t.ok(found.converged)
  t.ok(
    found.history.every((rise, i) => i === 0 || rise >= (found.history[i - 1] as number)),
    'never falls',
  )
  t.ok(near(norm(found.perturbation), rho, 1e-12))
  const { vector } = await topEigenvalue(A)
  const started = await worstSharpness(still, { rho, steps: 2, starts: [vector] })
  t.ok(near(started.value, (rho ** 2 * 8) / 2, 1e-9), 'from the top eigenvector at once')
  t.match(await worstSharpness(still, { restarts: 0 }), {
    converged: false,
    reason: /no other start/,
  })
})

t.test('away from it the worst case solves the secular equation', async (t) => {
  const g = await gradientOfAway()
  const top = await topEigenvalue(A)
  for (const rho of [0.1, 1, 3]) {
    // ‖(μ − A)⁻¹g‖ = ρ for μ > 8, by bisection on the dense solve in the eigenbasis
    const eigen = await Promise.all(
      spectrum.map(async (_, i) => {
        const axis = new Float64Array(6)
        axis[i] = 1
        return axis
      }),
    )
    t.equal(eigen.length, 6)
    const solve = async (mu: number) => {
      // conjugate gradients on the positive definite μ − A: six steps are exact
      let x = new Float64Array(6)
      let r = g.slice()
      let p = r.slice()
      for (let k = 0; k < 12 && dot(r, r) > 1e-28; k++) {
        const ap = (await A.apply(p)).map((n, i) => mu * (p[i] as number) - n)
        const step = dot(r, r) / dot(p, ap)
        x = x.map((n, i) => n + step * (p[i] as number))
        const next = r.map((n, i) => n - step * (ap[i] as number))
        const share = dot(next, next) / dot(r, r)
        p = next.map((n, i) => n + share * (p[i] as number))
        r = next
      }
      return x
    }
    let [low, high] = [top.value + 1e-9, 1e4]
    for (let i = 0; i < 80; i++) {
      const middle = (low + high) / 2
      if (norm(await solve(middle)) > rho) low = middle
      else high = middle
    }
    const e = await solve(high)
    const wanted = dot(g, e) + dot(e, await A.apply(e)) / 2
    const found = await worstSharpness(quadraticObjective(away), { rho, steps: 40 })
    t.ok(near(found.value, wanted, 1e-4), `${rho}: ${found.value}, ${wanted}`)
    t.ok(found.value <= wanted * (1 + 1e-9), 'a lower bound')
    t.ok(found.converged)
  }
})

t.test('ASAM by one step is L(w + ρT²g/‖Tg‖) − L(w)', async (t) => {
  const g = await gradientOfAway()
  const [rho, eta] = [0.2, 0.01]
  const T = point.map((n) => Math.abs(n) + eta)
  const scaled = g.map((n, i) => n * (T[i] as number))
  const e = scaled.map((n, i) => (rho * n * (T[i] as number)) / norm(scaled))
  const wanted = dot(g, e) + dot(e, await A.apply(e)) / 2
  const found = await asamSharpness(quadraticObjective(away), { rho, eta, adaptiveBias: true })
  t.ok(near(found.value, wanted, 1e-12))
  t.match(found.how, /eta = 0.01, biases scaled/)
  const kept = await asamSharpness(quadraticObjective(away), { rho })
  t.ok(near(kept.value, (await samSharpness(quadraticObjective(away), { rho })).value, 1e-12))
})
