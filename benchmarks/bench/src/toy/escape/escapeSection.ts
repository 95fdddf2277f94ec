import type { Block, Section } from '@momenta/bench-figures'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { allMethods, large, matchedFactor, paperMethods, small } from '../../methods/methods.js'
import { nothingYet, text } from '../../report/blocks.js'
import type { Finished } from '../../tasks/Job.js'
import { capacityFigure } from './capacityFigure.js'
import { comparisonFigure } from './comparisonFigure.js'
import { type EscapeConfig, type EscapeRow, escapeRows } from './escapeConfig.js'
import { jointTable, rateTable } from './escapeTables.js'

const ordered = (rows: readonly EscapeRow[]): readonly string[] => {
  const names = [...new Set(rows.map(({ contender }) => contender.name))]
  const known = allMethods(large).map((method) => method.name)
  return [
    ...known.filter((name) => names.includes(name)),
    ...names.filter((name) => !known.includes(name)),
  ]
}

const introduction = [
  `f(x) = Σ min(x², s (x − 1)²): curvature 2 at the origin, 2s at 1. Every minimum has loss 0, so only the basin distinguishes them. A run counts where it is at its last step, at rest or not. Starts are uniform in [−1, 1]ᴰ, drawn until either class (a coordinate in a sharp basin, or none) holds as many runs as the other; all methods run from the same ones. The paper does not say whether its ratio counts all runs or those that start in a sharp basin; here the latter.`,
  `Controls. Burst, no memory: Adam's step times 1/(1 − β₁ᵗ), the first steps of Adam+CM alone. No entries: Adam+CM of capacity 0, v from m² and the burst. No burst: m is bias-corrected before it is stored and squared. v from g²: the memory does not reach the denominator. Matched step: Adam+CM at ${matchedFactor} α, where its RMS step under pure noise, measured as 1.00 learning rates, equals Adam's 0.23.`,
  `The default is C = ${large.capacity}, λ = ${large.decay}, most likely the paper's for this figure; C = ${small.capacity}, λ = ${small.decay}, the authors' default, is shown in a separate figure.`,
]

const figures = (rows: readonly EscapeRow[], order: MethodOrder): readonly Block[] => {
  const within = (capacity: number, decay: number) =>
    rows.filter(
      (row) =>
        row.form === 'separable' &&
        row.learningRate === 0.1 &&
        row.capacity === capacity &&
        row.decay === decay,
    )
  const [main, little] = [within(large.capacity, large.decay), within(small.capacity, small.decay)]
  const joint = rows.filter(({ form }) => form === 'joint')
  const paper = paperMethods(large).map((method) => method.name)
  const names = ordered(main)
  const methods = names.filter((name) => paper.includes(name))
  const others = names.filter((name) => !paper.includes(name))
  const beside = methods.filter((name) => name === 'Adam' || name === 'Adam+CM')
  const remembered = new Set(little.map(({ contender }) => contender.name))
  const both = [...main.filter(({ contender }) => !remembered.has(contender.name)), ...little]
  return [
    ...(methods.length > 0 ? [comparisonFigure(main, methods, order, 'escape-methods')] : []),
    ...(others.length > 0
      ? [comparisonFigure(main, [...beside, ...others], order, 'escape-controls')]
      : []),
    ...(little.length > 0 ? [comparisonFigure(both, ordered(both), order, 'escape-small')] : []),
    ...(rows.some(
      (row) => row.dim === 10 && row.capacity < large.capacity && row.decay === large.decay,
    )
      ? [capacityFigure(rows)]
      : []),
    ...[1, 10]
      .filter((dim) => rows.some((row) => row.dim === dim && row.learningRate < 0.1))
      .map((dim) => rateTable(rows, dim)),
    ...(joint.length > 0 ? [jointTable(joint)] : []),
  ]
}

/** The part of the report on escapes. */
export const escapeSection = (
  finished: readonly Finished<EscapeConfig, undefined>[],
  order: MethodOrder,
): Section => ({
  id: 'escape-ratio',
  title: 'Escape from sharp minima',
  blocks:
    finished.length === 0
      ? [nothingYet]
      : [...introduction.map(text), ...figures(escapeRows(finished), order)],
})
