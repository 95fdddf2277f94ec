import {
  type Measurement,
  type Operator,
  preconditioned,
  scaleMeasurement,
  topEigenvalue,
} from '@momenta/probes'

/** λmax(H), and lr·λmax(P⁻¹H), or a note that says why it is unknown. */
export interface Curvature {
  readonly sharpness: Measurement
  readonly stability: Measurement | string
}

/** Measures the curvature at the point of an operator. */
export const curvatureOf = async (
  operator: Operator,
  preconditioner: Float64Array | undefined,
  learningRate: number | undefined,
  options: { readonly tolerance: number; readonly maxSteps: number; readonly seed: number },
): Promise<Curvature> => {
  const measureTop = async (of: Operator): Promise<Measurement> => {
    const { vector: _, ...measurement } = await topEigenvalue(of, options)
    return measurement
  }
  const sharpness = await measureTop(operator)
  if (preconditioner === undefined || learningRate === undefined)
    return {
      sharpness,
      stability: 'stability: the preconditioner or the learning rate is unknown',
    }
  if (!preconditioner.every((p) => p > 0 && Number.isFinite(p)))
    return {
      sharpness,
      stability:
        'stability: the preconditioner has an element that is 0 or not finite; set eps > 0',
    }
  const top = await measureTop(preconditioned(operator, preconditioner))
  const how = `lr times the top eigenvalue; ${top.how}`
  return { sharpness, stability: { ...scaleMeasurement(top, learningRate), how } }
}
