import type { Block } from '@momenta/bench-figures'
import { arrowBlock } from '../../report/blocks.js'
import type { Finished } from '../../tasks/Job.js'
import {
  type CancellationConfig,
  type CancellationData,
  type RunEnd,
  trap,
} from './CancellationConfig.js'
import { lengthOf, meanOf } from './vectors.js'

/** A finished job of this task. */
export type FinishedCancellation = Finished<CancellationConfig, CancellationData>

const reach = 0.6
const numbers = (v: readonly (number | null)[]) => v.map((n) => n ?? 0)

/** A method and the capacity of its memory. */
export const methodOf = ({ job: { config } }: FinishedCancellation): string =>
  `${config.contender.name}, C = ${config.capacity}`

/** The index of the start whose run ended with the highest loss. */
const stuckAt = (one: FinishedCancellation): number => {
  const losses = one.data.ends.map(({ loss }) => loss ?? Number.NEGATIVE_INFINITY)
  return losses.indexOf(Math.max(...losses))
}

const panel = (one: FinishedCancellation, start: number) => {
  const end = one.data.ends[start] as RunEnd
  const [x, y] = numbers(end.point) as [number, number]
  const entries = end.entries.map(numbers)
  const [average, gradient] = [meanOf(entries), numbers(end.gradient)]
  const longest = Math.max(...entries.map(lengthOf))
  // the longest arrow reaches two thirds of the way to the edge
  const scaled = (v: readonly number[], most: number) => {
    const factor = most === 0 ? 0 : reach / 1.5 / most
    return { dx: factor * (v[0] ?? 0), dy: factor * (v[1] ?? 0) }
  }
  return {
    title: methodOf(one),
    surface: {
      label: 'loss',
      value: (a: number, b: number) => trap.value([a, b]),
      x: [x - reach, x + reach] as const,
      y: [y - reach, y + reach] as const,
      levels: { spacing: 'quantile' as const, count: 10 },
    },
    from: { x, y },
    arrows: [
      ...entries.map((e) => ({
        series: 'entry',
        weight: 'thin' as const,
        ...scaled(e, longest),
      })),
      { series: 'new gradient', weight: 'thick' as const, ...scaled(gradient, lengthOf(gradient)) },
      { series: 'mean of the entries', weight: 'thick' as const, ...scaled(average, longest) },
    ],
  }
}

/**
 * The entries of the memories, their mean and the new gradient, from the start at which Adam+CG
 * ends with the highest loss.
 */
export const arrowsFigure = (finished: readonly FinishedCancellation[]): Block => {
  const stuck = (capacity: number) =>
    stuckAt(
      (finished.find(
        ({ job }) => job.config.contender.name === 'Adam+CG' && job.config.capacity === capacity,
      ) ?? finished[0]) as FinishedCancellation,
    )
  const capacities = [...new Set(finished.map(({ job }) => job.config.capacity))]
  return arrowBlock(
    {
      id: 'cancellation-arrows',
      title: 'The entries of the memory at the end of a run',
      x: { label: 'x₁' },
      y: { label: 'x₂' },
      series: ['entry', 'mean of the entries', 'new gradient'],
      // shades: the colours are those of methods
      ordered: true,
      panelSize: { width: 300, height: 300 },
      panels: capacities.map((capacity) =>
        finished
          .filter(({ job }) => job.config.capacity === capacity)
          .map((one) => panel(one, stuck(capacity))),
      ),
    },
    'The memory after 500 steps (Fig. 2, 11): each row from one start, the one from which Adam+CG ended with the highest loss. Entries and their mean have one scale in each panel, the new gradient has another; gradients point uphill.',
    finished.map((one) => ({ method: methodOf(one), ends: one.data.ends })),
  )
}
