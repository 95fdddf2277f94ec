import {
  eigenvalues,
  gaussianSharpness,
  hutchPlusPlus,
  type Measurement,
  measureGradientNorm,
  randomDirection,
  samSharpness,
  slice,
  spectralDensity,
  topEigenvalue,
  worstSharpness,
} from '@momenta/probes'
import type { Network } from '../../mnist/network.js'
import type { Effort } from './effort.js'
import { type NetworkProbe, objectiveOn } from './probeNetwork.js'

/** Measures the end of a run. */
export const measureEnd = async (
  probe: NetworkProbe,
  weights: Network,
  seed: number,
  effort: Effort,
) => {
  const objective = await objectiveOn(probe, weights)
  const hessian = probe.hessian(objective)
  const { largest, smallest } = await eigenvalues(hessian, {
    largest: 5,
    smallest: 1,
    tolerance: 1e-2,
    seed,
    ...effort.lanczos,
  })
  const density = await spectralDensity(hessian, { ...effort.density, seed })
  return {
    measures: {
      'λmax(H)': largest[0] as Measurement,
      'λ5(H)': largest[4] as Measurement,
      'λmin(H)': smallest[0] as Measurement,
      'λmax of Gauss-Newton': await topEigenvalue(await probe.gaussNewton(weights), {
        tolerance: 1e-2,
        seed,
        ...effort.lanczos,
      }),
      'tr H': await hutchPlusPlus(hessian, { products: effort.products, seed }),
      '‖∇L‖': await measureGradientNorm(objective),
      'SAM sharpness, ρ = 0.05': await samSharpness(objective, { rho: 0.05 }),
      'worst in the ball, ρ = 0.05': await worstSharpness(objective, {
        rho: 0.05,
        seed,
        ...effort.ascent,
      }),
      'Gaussian, σ = 0.01': await gaussianSharpness(objective, {
        sigma: 0.01,
        pairs: effort.pairs,
        seed,
      }),
    },
    density,
    slice: await slice(objective, randomDirection(objective, { seed }), { points: effort.slice }),
  }
}
