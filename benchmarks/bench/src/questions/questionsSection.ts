import type { Section } from '@momenta/bench-figures'
import { claimsOf } from '../claims/claimsOf.js'
import { listBlock, text } from '../report/blocks.js'
import type { StoredFinished } from '../tasks/StoredTask.js'
import { trainingRuns, variantRuns } from '../training/trainingRuns.js'
import { criterionAnswer, sgdAnswer } from './mnistAnswers.js'
import { capacityAnswer, rateAnswer, sharperAnswer } from './toyAnswers.js'
import { controlsAnswer, overheadAnswer } from './trainingAnswers.js'
import { averagingAnswer, batchAnswer } from './variantAnswers.js'

/** What reviewers asked of the paper, with the results that there are. */
export const questionsSection = (finished: readonly StoredFinished[]): readonly Section[] => {
  if (finished.length === 0) return []
  const claims = claimsOf(finished)
  const runs = trainingRuns(finished)
  const variants = variantRuns(finished)
  return [
    {
      id: 'questions',
      title: 'Questions of the reviewers',
      blocks: [
        text('What reviewers asked of the paper; a question without finished jobs says so.'),
        listBlock(
          [
            sgdAnswer(finished),
            criterionAnswer(finished),
            capacityAnswer(claims),
            sharperAnswer(finished),
            rateAnswer(claims),
            controlsAnswer(runs, claims),
            overheadAnswer(runs),
            averagingAnswer(runs, variants),
            batchAnswer(runs, variants),
          ].map((line) => ({ text: line })),
        ),
      ],
    },
  ]
}
