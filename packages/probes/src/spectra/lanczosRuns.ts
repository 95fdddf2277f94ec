import type { Operator } from '../operators/Operator.js'
import { unitVector } from '../random/unitVector.js'
import { type Krylov, lanczos } from './lanczos.js'
import type { QuadratureNode } from './QuadratureNode.js'
import { repeatProduct } from './repeatProduct.js'

const nodesOf = ({ ritz }: Krylov): readonly QuadratureNode[] =>
  Array.from(ritz.values, (value, i) => ({
    value,
    weight: (ritz.vectors[i]?.[0] as number) ** 2,
  }))

/** Several Lanczos runs from independent starts. */
export interface LanczosRuns {
  /** The start of the first run. */
  readonly start: Float64Array
  /** The nodes of each run; empty if a product is not finite. */
  readonly nodes: readonly (readonly QuadratureNode[])[]
  readonly finite: boolean
  /** The relative difference of the first product when it was repeated; null if it was not. */
  readonly random: number | null
  readonly matvecs: number
}

/** Runs Lanczos from independent random starts. */
export const lanczosRuns = async (
  operator: Operator,
  { runs, steps, seed }: { readonly runs: number; readonly steps: number; readonly seed: number },
): Promise<LanczosRuns> => {
  const { dim } = operator
  const startOf = (run: number) => unitVector(seed, run, dim)
  const trial = dim === 0 ? null : await repeatProduct(operator, startOf(0))
  const krylovs: Krylov[] = []
  for (let run = 0; run < (dim === 0 ? 0 : runs); run++)
    krylovs.push(
      await lanczos(operator, {
        start: startOf(run),
        first: run === 0 ? trial?.product : undefined,
        maxSteps: Math.min(steps, dim),
      }),
    )
  const finite = krylovs.every(({ end }) => end !== 'not finite')
  return {
    start: startOf(0),
    nodes: finite ? krylovs.map(nodesOf) : [],
    finite,
    random: trial === null ? null : trial.difference,
    matvecs: krylovs.reduce((sum, { matvecs }) => sum + matvecs, 0) + (trial === null ? 0 : 1),
  }
}
