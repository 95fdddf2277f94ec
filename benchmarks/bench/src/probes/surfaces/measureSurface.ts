import type { Surface } from '@momenta/bench-surfaces'
import {
  centralDifferences,
  eigenvalues,
  hutchinson,
  type Measurement,
  measureGradientNorm,
  objectiveOf,
  samSharpness,
  worstSharpness,
} from '@momenta/probes'

const objectiveAt = (surface: Surface, point: readonly number[]) =>
  objectiveOf({
    point,
    hash: surface.name,
    batches: [
      {
        size: 1,
        value: (w) => surface.value(w),
        gradient: (w) => {
          const gradient = new Float64Array(w.length)
          return { value: surface.gradient(w, gradient), gradient }
        },
      },
    ],
  })

/** Curvature and sharpness of a surface at a point, by differences of gradients. */
export const measureSurface = async (surface: Surface, point: readonly number[], seed: number) => {
  const objective = objectiveAt(surface, point)
  const operator = centralDifferences(objective)
  const { largest, smallest } = await eigenvalues(operator, { largest: 1, smallest: 1, seed })
  return {
    'λmax(H)': largest[0] as Measurement,
    'λmin(H)': smallest[0] as Measurement,
    'tr H': await hutchinson(operator, { seed }),
    '‖∇L‖': await measureGradientNorm(objective),
    'SAM sharpness, ρ = 0.05': await samSharpness(objective, { rho: 0.05 }),
    'worst in the ball, ρ = 0.05': await worstSharpness(objective, { rho: 0.05, seed }),
  }
}
