import { arrowPlot, type Block } from '@momenta/bench-figures'
import type { Finished } from '../tasks/Task.js'
import {
  cancellationConfig,
  cancellationData,
  lengthOf,
  meanOf,
  trap,
  type Watched,
} from './cancellationConfig.js'

const reach = 0.6
const numbers = (v: readonly (number | null)[]) => v.map((n) => n ?? 0)

/** What a method and its memory are called here. */
export const methodOf = ({ work }: Finished): string =>
  `${cancellationConfig(work).contender.name}, C = ${cancellationConfig(work).capacity}`

/** The start whose run ended highest, for the first of these works: there its method is stuck. */
const stuckAt = (one: Finished): number => {
  const losses = cancellationData(one).ends.map(({ loss }) => loss ?? Number.NEGATIVE_INFINITY)
  return losses.indexOf(Math.max(...losses))
}

const panel = (one: Finished, start: number) => {
  const end = cancellationData(one).ends[start] as Watched
  const [x, y] = numbers(end.point) as [number, number]
  const entries = end.entries.map(numbers)
  const [average, gradient] = [meanOf(entries), numbers(end.gradient)]
  const longest = Math.max(...entries.map(lengthOf))
  // to one scale, but for the gradient: the longest takes two thirds of the way to the edge
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

/** The entries of the memories, their mean and the new gradient, from the start at which Adam+CG gets stuck highest. */
export const arrowsFigure = (finished: readonly Finished[]): Block => {
  const stuck = (capacity: number) =>
    stuckAt(
      (finished.find(
        ({ work }) =>
          cancellationConfig(work).contender.name === 'Adam+CG' &&
          cancellationConfig(work).capacity === capacity,
      ) ?? finished[0]) as Finished,
    )
  const capacities = [...new Set(finished.map(({ work }) => cancellationConfig(work).capacity))]
  const figure = {
    id: 'cancellation-arrows',
    title: 'What the memory holds where a run has come to rest',
    x: { label: 'x₁' },
    y: { label: 'x₂' },
    series: ['entry', 'mean of the entries', 'new gradient'],
    panelSize: { width: 300, height: 300 },
    panels: capacities.map((capacity) =>
      finished
        .filter(({ work }) => cancellationConfig(work).capacity === capacity)
        .map((one) => panel(one, stuck(capacity))),
    ),
  }
  return {
    kind: 'figure',
    id: figure.id,
    svg: arrowPlot(figure),
    caption:
      'The memory after 500 steps (Fig. 2, 11): in each row from one start, that from which Adam+CG ended highest. Entries and their mean are to one scale in each panel, the new gradient to a scale of its own; gradients point uphill.',
    data: finished.map((one) => ({ method: methodOf(one), ends: cancellationData(one).ends })),
  }
}
