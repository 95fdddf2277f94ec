import type { Section } from '@momenta/bench-figures'
import { claimsOf } from '../claims/claimsOf.js'
import { listBlock, text } from '../report/blocks.js'
import type { StoredFinished } from '../tasks/StoredTask.js'
import { trainingRuns } from '../training/trainingRuns.js'
import { capacityAdvice } from './capacityAdvice.js'
import { costAdvice } from './costAdvice.js'
import { rateAdvice } from './rateAdvice.js'
import { taskAdvice } from './taskAdvice.js'

/** Advice on critical momenta, computed from the finished jobs. */
export const adviceSection = (finished: readonly StoredFinished[]): readonly Section[] => {
  if (finished.length === 0) return []
  const runs = trainingRuns(finished)
  const claims = claimsOf(finished)
  return [
    {
      id: 'advice',
      title: 'When to use critical momenta',
      blocks: [
        text(
          'Each line follows from the results on this page alone, and changes with them; where too little was run it says so.',
        ),
        listBlock(
          [
            rateAdvice(finished, runs),
            capacityAdvice(claims),
            ...taskAdvice(finished, runs),
            costAdvice(runs),
          ].map((line) => ({ text: line })),
        ),
      ],
    },
  ]
}
