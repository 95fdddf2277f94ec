import type { Step } from '../Step.js'
import { addon } from './addon.js'
import { libraries } from './libraries.js'
import { modules } from './modules.js'
import { nvidia } from './nvidia.js'
import { requirements } from './requirements.js'
import { verified } from './verified.js'
import { wheel } from './wheel.js'

/** The set-up, in order. */
export const steps: readonly Step[] = [
  requirements,
  modules,
  wheel,
  nvidia,
  libraries,
  addon,
  verified,
]
