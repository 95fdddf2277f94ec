import type * as tf from '@tensorflow/tfjs-core'
import { activations } from './activations.js'
import { comparisons } from './comparisons.js'
import { convolutions } from './convolutions.js'
import { pooling } from './pooling.js'
import { powers } from './powers.js'

/** All gradients that are replaced or added. */
export const gradients: readonly tf.GradConfig[] = [
  ...activations,
  ...comparisons,
  ...convolutions,
  ...pooling,
  ...powers,
]
