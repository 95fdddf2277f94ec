import type { StoredFinished } from '../tasks/StoredTask.js'
import { finishedOf } from '../tasks/storeTask.js'
import { cancellation } from '../toy/cancellation/cancellation.js'
import { escapeRatio } from '../toy/escape/escapeRatio.js'
import { sharpness } from '../toy/sharpness/sharpness.js'
import { trajectories } from '../toy/trajectories/trajectories.js'
import type { Claim } from './claim.js'
import { escapeClaims } from './escapeClaims.js'
import { ackleyClaims, cancellationClaims, sharpnessClaims } from './tableClaims.js'

/** The toy claims of the paper over the finished jobs of all tasks. */
export const claimsOf = (all: readonly StoredFinished[]): readonly Claim[] => [
  ...escapeClaims(finishedOf(escapeRatio, all)),
  ...sharpnessClaims(finishedOf(sharpness, all)),
  ...ackleyClaims(finishedOf(trajectories, all)),
  ...cancellationClaims(finishedOf(cancellation, all)),
]
