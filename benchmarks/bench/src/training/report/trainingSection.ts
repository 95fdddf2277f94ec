import type { Block, Section } from '@momenta/bench-figures'
import { detailsBlock, nothingYet, text } from '../../report/blocks.js'
import type { TaskTitle } from '../../tasks/Task.js'
import type { TrainingRun } from '../trainingRuns.js'
import { curvesFigure } from './curvesFigure.js'
import { methodsOf } from './methodsOf.js'
import { overheadsOf, overheadTable } from './overheadTable.js'
import { ratesFigure } from './ratesFigure.js'
import { resultsTable } from './resultsTable.js'
import { runsTable } from './runsTable.js'
import { targetTable } from './targetTable.js'

const words = (runs: readonly TrainingRun[]): string => {
  const finals = runs.filter(({ isSearch }) => !isSearch)
  const [{ task }] = (finals.length > 0 ? finals : runs) as [TrainingRun]
  const backends = [...new Set(runs.map(({ backend }) => backend))].join(', ')
  const source = task.source.charAt(0).toUpperCase() + task.source.slice(1)
  return `${source}. ${task.epochs} epoch${task.epochs === 1 ? '' : 's'}, batches of ${task.batch}${task.clipNorm === undefined ? '' : `, gradients clipped at norm ${task.clipNorm}`}, backend ${backends}; ${finals.length} final runs and ${runs.length - finals.length} runs of searches are finished.`
}

const results = (runs: readonly TrainingRun[]): readonly Block[] => {
  const methods = methodsOf(runs)
  const hasFinals = methods.some(({ untuned, tuned }) => untuned.length + tuned.length > 0)
  const title = runs[0]?.task.title ?? ''
  return [
    ...(hasFinals
      ? [resultsTable(methods), curvesFigure(methods)]
      : [text('No final run is finished yet.')]),
    ...ratesFigure(methods),
    ...targetTable(methods),
    ...(hasFinals ? [overheadTable(title, overheadsOf(methods))] : []),
    detailsBlock(`All runs (${runs.length})`, runsTable(runs)),
  ]
}

/** The section of the report on a task of training, from its finished runs. */
export const trainingSection = (
  { name, title }: TaskTitle,
  runs: readonly TrainingRun[],
): Section => ({
  id: name,
  title,
  blocks: runs.length === 0 ? [nothingYet] : [text(words(runs)), ...results(runs)],
})
