import type { Tensor } from '@tensorflow/tfjs-core'

/** The further outputs of a backend's kernel, under the names by which its gradient takes them back: aux0, aux1, … */
export const namedAux = (aux: readonly Tensor[]): { readonly [name: string]: Tensor } =>
  Object.fromEntries(aux.map((tensor, i) => [`aux${i}`, tensor]))
