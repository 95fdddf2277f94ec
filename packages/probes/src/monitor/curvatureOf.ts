import type { Operator } from '../operators/Operator.js'
import { preconditioned } from '../operators/preconditioned.js'
import type { Measurement } from '../records/Measurement.js'
import { measured } from '../records/measured.js'
import { type Eigenpair, eigenvalues } from '../spectra/eigenvalues.js'

const bare = ({ vector: _, ...rest }: Eigenpair): Measurement => rest

/** λmax(H), and lr·λmax(P⁻¹H) where P and lr are known. */
export const curvatureOf = async (
  operator: Operator,
  preconditioner: Float64Array | undefined,
  learningRate: number | undefined,
  options: { readonly tolerance: number; readonly budget: number; readonly seed: number },
): Promise<{ readonly sharpness: Measurement; readonly stability: Measurement | string }> => {
  const top = async (of: Operator) => bare((await eigenvalues(of, options)).largest[0] as Eigenpair)
  const sharpness = await top(operator)
  if (preconditioner === undefined || learningRate === undefined)
    return { sharpness, stability: 'stability: preconditioner or learning rate are not known' }
  if (!preconditioner.every((p) => p > 0 && Number.isFinite(p)))
    return {
      sharpness,
      stability:
        'stability: the preconditioner is zero or not finite somewhere; give Adam an eps > 0',
    }
  const found = await top(preconditioned(operator, preconditioner))
  return {
    sharpness,
    stability: measured(found, {
      ...found,
      how: `lr times the top eigenvalue; ${found.how}`,
      value: learningRate * found.value,
      error: learningRate * found.error,
      residual: found.residual === null ? null : learningRate * found.residual,
    }),
  }
}
