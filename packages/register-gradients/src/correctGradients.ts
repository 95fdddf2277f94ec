import { broadcasts } from './corrected/broadcast.js'
import { cumsum } from './corrected/cumsum.js'
import { gatherV2 } from './corrected/gatherV2.js'
import { mirrorPad } from './corrected/mirrorPad.js'
import { pieces } from './corrected/pieces.js'
import { prod } from './corrected/prod.js'
import { replaceGradient } from './replaceGradient.js'

for (const gradient of [...broadcasts(), cumsum, gatherV2, mirrorPad, ...pieces, prod])
  replaceGradient(gradient)
