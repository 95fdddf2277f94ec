import {
  centralDifferences,
  coordinatesIn,
  fisherEigenvalues,
  hutchinson,
  measureGradientNorm,
  objectiveOf,
  quadratic,
  quadraticObjective,
  samSharpness,
  spectralDensity,
  topEigenvalue,
  trajectoryPlane,
  worstSharpness,
} from '@momenta/probes'
import t from 'tap'
import { near } from './vectors.js'

const spectrum = [3, 2, 1, 1, 1]

t.test('numbers whose squares underflow or overflow are measured as all others', async (t) => {
  for (const scale of [1e-200, 1e-30, 1e30, 1e160]) {
    const scaled = spectrum.map((n) => n * scale)
    const objective = quadraticObjective({ spectrum: scaled, point: [1, 1, 1, 1, 1], seed: 1 })
    const usual = quadraticObjective({ spectrum, point: [1, 1, 1, 1, 1], seed: 1 })
    const top = await topEigenvalue(quadratic({ spectrum: scaled, seed: 1 }))
    t.ok(top.converged && near(top.value, 3 * scale, 1e-12), `λmax of ${scale}: ${top.value}`)
    const { value, converged } = await topEigenvalue(centralDifferences(objective))
    t.ok(converged && near(value, 3 * scale, 1e-6), `by differences: ${value}`)
    const trace = await hutchinson(quadratic({ spectrum: scaled, seed: 1 }), { products: 4 })
    t.ok(trace.error > 0.01 * trace.value, 'four draws are not exact')
    for (const probe of [samSharpness, worstSharpness, measureGradientNorm])
      t.ok(
        near((await probe(objective)).value, scale * (await probe(usual)).value, 1e-9),
        `${probe.name} of ${scale}`,
      )
    const { integral } = await spectralDensity(quadratic({ spectrum: scaled, seed: 1 }))
    t.ok(near(integral, 1, 0.01))
  }
})

t.test('directions of very different lengths or small angles keep their coordinates', async (t) => {
  const origin = new Float64Array(2)
  for (const [a, b] of [
    [1e-9, 1],
    [1e9, 1e-3],
    [1e-30, 1e30],
  ] as const) {
    const directions = [Float64Array.of(a, 0), Float64Array.of(0, b)]
    const { coordinates, distance } = coordinatesIn(origin, directions, Float64Array.of(1, 1))
    t.ok(near(coordinates[0], 1 / a, 1e-12) && near(coordinates[1], 1 / b, 1e-12), `${a}, ${b}`)
    t.ok(distance < 1e-12)
  }
  // 1e-9 apart: (1, 1) = c₁ (1, 0) + c₂ (1, 1e-9)
  const slim = [Float64Array.of(1, 0), Float64Array.of(1, 1e-9)]
  const { coordinates, distance } = coordinatesIn(origin, slim, Float64Array.of(1, 1))
  t.ok(near(coordinates[1], 1e9, 1e-6) && distance < 1e-6, `${coordinates}, ${distance}`)
  t.throws(() => coordinatesIn(origin, [Float64Array.of(1, Number.NaN)], origin), {
    message: 'coordinatesIn: directions must be finite, got NaN or infinity in direction 0',
  })
})

t.test('a run that diverged is an error that names the first broken point', async (t) => {
  const run = [
    [1, 1],
    [1e200, 2],
    [3, 3],
  ].map((each) => Float64Array.from(each))
  t.ok(near(trajectoryPlane(run).explained[0], 1, 1e-12), 'a very long one is not')
  t.throws(() => trajectoryPlane([...run, Float64Array.of(Number.NaN, 1)]), {
    message: /^trajectoryPlane: points must be finite, got NaN or infinity in point 3 of 4; /,
  })
})

t.test('without parameters nothing has converged', async (t) => {
  const batch = { size: 1, gradient: () => ({ value: 1, gradient: new Float64Array(0) }) }
  const empty = objectiveOf({ point: [], batches: [batch] })
  for (const probe of [samSharpness, worstSharpness, measureGradientNorm])
    t.match(await probe(empty), { converged: false, reason: /^empty/ }, probe.name)
  t.match(await fisherEigenvalues(empty), [{ converged: false, reason: /^empty/ }])
})
