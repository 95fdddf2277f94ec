import type { Block, Line } from '@momenta/bench-figures'
import { lineBlock } from '../../report/blocks.js'
import { meanBand } from '../../report/meanBand.js'
import { nameOf, type SettlingGroup } from './SettlingGroup.js'

/** Mean over the seeds with its interval, at each step. */
const lineOf = (group: SettlingGroup): Line => {
  const [{ job, data }] = group
  const steps = data.readings.map(({ step }) => step)
  const values = steps.map((step) =>
    group.flatMap((one) =>
      one.data.readings.flatMap((reading) => (reading.step === step ? [reading.value] : [])),
    ),
  )
  // a logarithmic axis shows positive bounds
  const band = meanBand(values, (bound) => Number.isFinite(bound) && bound > 0)
  return { series: nameOf(job.config), x: steps, ...band }
}

const y = { label: 'lr·λmax(P⁻¹H)', scale: 'log' as const }

/** lr·λmax(P⁻¹H) along the runs: without a memory, and by the policy of the memory. */
export const settlingFigure = (groups: readonly SettlingGroup[]): Block => {
  const configs = groups.map(([{ job }]) => job.config)
  const lines = (isShown: (config: (typeof configs)[number]) => boolean) =>
    groups.filter(([{ job }]) => isShown(job.config)).map(lineOf)
  const panel = (policy: string) => ({
    lines: lines(({ capacity, policy: own }) => capacity > 0 && own === policy),
    y: { ...y, domain: [0.1, 10] as const },
  })
  return lineBlock(
    {
      id: 'stability-line-run',
      title: 'lr·λmax(P⁻¹H) over full-batch training',
      x: { label: 'step', scale: 'linear' },
      y,
      series: [...new Set(configs.map(nameOf))],
      ordered: true,
      columns: ['Adam', 'Adam+CM, fifo', 'Adam+CM, priority, λ = 0.7'],
      panels: [
        [
          {
            lines: lines(({ capacity }) => capacity === 0),
            y: { ...y, domain: [0.5, 60] },
            references: [
              { label: '38, the line at β₁ = 0.9', axis: 'y', value: 38 },
              { label: '6, the line at β₁ = 0.5', axis: 'y', value: 6 },
            ],
          },
          panel('fifo'),
          panel('priority'),
        ],
      ],
    },
    'lr·λmax(P⁻¹H) along full-batch training of a tanh network: Adam beside its stability lines, and Adam+CM by capacity and policy of its memory; mean over the seeds with Student’s 95 % interval as a band.',
  )
}
