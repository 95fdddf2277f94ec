import type { Section } from '@momenta/bench-figures'
import { claimBlocks } from '../claims/claims.js'
import { findingsOf } from '../findings/findingsOf.js'
import type { StoredFinished } from '../tasks/StoredTask.js'
import { trainingClaims } from '../training/report/trainingClaims.js'
import { trainingForest } from '../training/report/trainingForest.js'
import { trainingRuns } from '../training/trainingRuns.js'
import { compactList, listBlock, text } from './blocks.js'
import { type Runs, whatWasRun } from './whatWasRun.js'

/**
 * The first section of a report: findings, what was run, notes, and the claims with their
 * intervals, from the jobs that can be shown.
 */
export const overview = (
  runs: Runs,
  shown: readonly StoredFinished[],
  notes: readonly string[],
): Section => {
  const sentences = findingsOf(shown)
  return {
    id: 'overview',
    title: 'Results',
    blocks: [
      ...(shown.length === 0 ? [text('No job is finished yet.')] : []),
      ...(sentences.length === 0
        ? []
        : [listBlock(sentences.map((sentence) => ({ text: sentence })))]),
      text('What was run:'),
      compactList(whatWasRun(runs)),
      ...notes.map(text),
      ...trainingForest(trainingClaims(trainingRuns(shown))),
      ...claimBlocks(shown),
    ],
  }
}
