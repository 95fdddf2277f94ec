import type { Choice } from '../../tasks/Choice.js'
import type { Job } from '../../tasks/Job.js'
import { sizeOf } from '../../tasks/sizeOf.js'
import type { Task } from '../../tasks/Task.js'
import { runSettling } from './runSettling.js'
import { SettlingConfig, SettlingData } from './SettlingConfig.js'
import { settlingSection } from './settlingSection.js'

const name = 'stability-line'
const sizes = {
  smoke: { seeds: 1, steps: 200, every: 100 },
  quick: { seeds: 2, steps: 600, every: 100 },
  default: { seeds: 3, steps: 2000, every: 100 },
  full: { seeds: 20, steps: 4000, every: 100 },
}

const methods: readonly Omit<SettlingConfig, 'steps' | 'every'>[] = [
  ...[0.9, 0.5].map((b1) => ({
    method: 'Adam',
    ...{ b1, capacity: 0, policy: 'fifo' as const, learningRate: 0.02 },
  })),
  ...[1, 2, 3, 5, 10].flatMap((capacity) =>
    (['fifo', 'priority'] as const).map((policy) => ({
      method: 'Adam+CM',
      ...{ b1: 0.9, capacity, policy, learningRate: 0.01 },
    })),
  ),
]

const jobs = ({ preset, seeds: chosen }: Choice): readonly Job<SettlingConfig>[] => {
  const { seeds, steps, every } = sizeOf(sizes, preset)
  return methods.flatMap((method) =>
    Array.from({ length: chosen ?? seeds }, (_, seed) => {
      const { method: named, b1, capacity, policy } = method
      const label = capacity === 0 ? `β₁=${b1}` : `C=${capacity} ${policy}`
      return {
        task: name,
        config: { ...method, steps, every },
        seed: seed + 1,
        label: `${name} ${named} ${label} seed ${seed + 1}`,
        cost: (steps * 1.4) / 2000,
      }
    }),
  )
}

/** Where full-batch training settles, beside where a quadratic would lose stability. */
export const settling: Task<SettlingConfig, SettlingData> = {
  name,
  title: 'Where training settles: lr·λmax(P⁻¹H) against the stability line',
  source: 'beyond the paper; Cohen et al., arXiv 2207.14484',
  config: SettlingConfig,
  values: ['settled', 'line', 'loss'],
  data: SettlingData,
  jobs,
  run: runSettling,
  section: settlingSection,
}
