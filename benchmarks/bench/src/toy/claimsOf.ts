import type { Finished } from '../tasks/Task.js'
import type { Claim } from './claim.js'
import { escapeClaims } from './escapeClaims.js'
import { ackleyClaims, cancellationClaims, sharpnessClaims } from './tableClaims.js'

/** All toy claims of the paper over the finished works of all tasks. */
export const claimsOf = (all: readonly Finished[]): readonly Claim[] => [
  ...escapeClaims(all.filter(({ work }) => work.task === 'escape-ratio')),
  ...sharpnessClaims(all),
  ...ackleyClaims(all),
  ...cancellationClaims(all),
]
