import type { Krylov } from './lanczos.js'

/** The residual bound |β sₘᵢ| of Ritz pair i. */
export const boundOf = ({ beta, ritz }: Krylov, i: number): number =>
  Math.abs((beta.at(-1) as number) * (ritz.vectors[i]?.at(-1) as number))
