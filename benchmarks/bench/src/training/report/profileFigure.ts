import type { Block } from '@momenta/bench-figures'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { lineBlock } from '../../report/blocks.js'
import { meanError, type TaskErrors } from './taskErrors.js'

/** The highest ratio that a profile shows. */
const farthest = 2

/**
 * Dolan and Moré's profile: the share of runs whose error is at most τ times the lowest mean error
 * on their task.
 */
export const profileFigure = (
  tasks: readonly TaskErrors[],
  names: readonly string[],
  series: MethodOrder,
): Block => {
  const ratios = new Map(
    names.map((name) => [
      name,
      tasks.flatMap(({ errors }) => {
        const best = Math.min(...[...errors.values()].map(meanError).filter(Number.isFinite))
        return (errors.get(name) ?? []).map((error) => error / best)
      }),
    ]),
  )
  const all = [...ratios.values()].flat().filter((ratio) => ratio <= farthest)
  const steps = [...new Set([1, ...all])].sort((a, b) => a - b)
  // a step is drawn at both of its ends
  const x = steps.flatMap((ratio, i) => (i === 0 ? [ratio] : [ratio, ratio]))
  const shareAt = (own: readonly number[], ratio: number) =>
    own.filter((each) => each <= ratio).length / own.length
  const y = (own: readonly number[]) =>
    steps.flatMap((ratio, i) => {
      const now = shareAt(own, ratio)
      return i === 0 ? [now] : [shareAt(own, steps[i - 1] as number), now]
    })
  return lineBlock(
    {
      id: 'training-profile',
      title: 'Performance profile over the tasks of training',
      x: { label: 'τ: error over the lowest mean error on the task', scale: 'linear' },
      y: { label: 'share of runs', scale: 'linear', domain: [-0.02, 1.02] },
      series,
      panelSize: { width: 480, height: 270 },
      panels: [
        [
          {
            lines: names.map((name) => ({ series: name, x, y: y(ratios.get(name) ?? []) })),
          },
        ],
      ],
    },
    `Performance profile (Dolan and Moré) over ${tasks.length} tasks: the share of final runs whose error is at most τ times the lowest mean error on their task; higher and further left is better. Tuned runs where a search is finished, else those at the rate of Adam.`,
  )
}
