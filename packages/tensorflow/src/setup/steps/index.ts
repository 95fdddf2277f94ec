import type { SetUpStep } from '../SetUpStep.js'
import { addon } from './addon.js'
import { libraries } from './libraries.js'
import { modules } from './modules.js'
import { nvidia } from './nvidia.js'
import { requirements } from './requirements.js'
import { verification } from './verification.js'
import { wheel } from './wheel.js'

/** The steps of the setup, in order. */
export const steps: readonly SetUpStep[] = [
  requirements,
  modules,
  wheel,
  nvidia,
  libraries,
  addon,
  verification,
]
