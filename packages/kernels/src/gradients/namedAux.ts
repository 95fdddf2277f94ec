import type { NamedTensorMap, Tensor } from '@tensorflow/tfjs-core'

/**
 * The further outputs of a kernel, by the names under which its gradient takes them: aux0, aux1, …
 */
export const namedAux = (aux: readonly Tensor[]): NamedTensorMap =>
  Object.fromEntries(aux.map((tensor, i) => [`aux${i}`, tensor]))
