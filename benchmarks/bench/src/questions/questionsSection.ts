import type { Section } from '@momenta/bench-figures'
import { claimsOf } from '../claims/claimsOf.js'
import { listBlock, text } from '../report/blocks.js'
import type { StoredFinished } from '../tasks/StoredTask.js'
import { trainingRuns } from '../training/trainingRuns.js'
import { criterionAnswer, sgdAnswer } from './mnistAnswers.js'
import { capacityAnswer, rateAnswer, sharperAnswer } from './toyAnswers.js'
import { controlsAnswer, overheadAnswer } from './trainingAnswers.js'

const open = [
  'Polyak or exponential averaging of the weights as a baseline: not run.',
  'Another batch size: not run; every task has one.',
]

/** What reviewers asked of the paper, with the results that there are. */
export const questionsSection = (finished: readonly StoredFinished[]): readonly Section[] => {
  if (finished.length === 0) return []
  const claims = claimsOf(finished)
  const runs = trainingRuns(finished)
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
            ...open,
          ].map((line) => ({ text: line })),
        ),
      ],
    },
  ]
}
