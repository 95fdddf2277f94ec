import type { Optimizer } from '@momenta/core'
import { adam, adamCM, withSAM } from '@momenta/optimizers'

/** The optimizers that train the models. */
export const subjects: readonly (readonly [name: string, optimizer: Optimizer])[] = [
  ['adam', adam()],
  ['adamCM C=5', adamCM({ capacity: 5 })],
  ['adamCM C=5, SAM', withSAM(adamCM({ capacity: 5 }))],
]
