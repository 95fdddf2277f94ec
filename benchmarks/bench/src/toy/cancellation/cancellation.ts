import { memoriesOf } from '@momenta/core'
import { compile } from '@momenta/float64'
import { buildOptimizer } from '@momenta/optimizers'
import { atRate, large, paperMethods, small } from '../../methods/methods.js'
import type { Choice } from '../../tasks/Choice.js'
import type { Job, Outcome } from '../../tasks/Job.js'
import { sizeOf } from '../../tasks/sizeOf.js'
import type { Task } from '../../tasks/Task.js'
import { starts } from '../starts.js'
import { finite, secondsOf } from '../toyJob.js'
import { CancellationConfig, CancellationData, type RunEnd, trap } from './CancellationConfig.js'
import { cancellationSection } from './cancellationSection.js'
import { agreementOf, averageOf } from './vectors.js'

const name = 'gradient-cancellation'
const sizes = { smoke: 1, quick: 5, default: 40, full: 100 }
const every = 10

const jobs = ({ seeds, preset }: Choice): readonly Job<CancellationConfig>[] =>
  [small, large].flatMap((setting) =>
    paperMethods(setting)
      .filter((method) => method.name === 'Adam+CG' || method.name === 'Adam+CM')
      .map((contender) => {
        const runs = seeds ?? sizeOf(sizes, preset)
        const config = { contender, ...setting, learningRate: 0.03, steps: 500, runs }
        return {
          task: name,
          config,
          seed: 4,
          label: `${name} ${contender.name}, C=${setting.capacity}`,
          cost: 2 * secondsOf(contender, runs * config.steps, 2),
        }
      }),
  )

const runFrom = (
  config: CancellationConfig,
  start: readonly number[],
): { readonly end: RunEnd; readonly agreement: readonly number[] } => {
  const optimizer = buildOptimizer(atRate(config.contender, config.learningRate))
  const run = compile(optimizer, [start])
  const [x] = run.params as readonly [Float64Array]
  const agreement: number[] = []
  let entries: readonly (readonly number[])[] = []
  for (let step = 1; step <= config.steps; step++) {
    run.step(([p], [g]) => trap.gradient(p as Float64Array, g as Float64Array))
    if (step % every === 0) {
      const [memory] = memoriesOf(optimizer.transform, run.state())
      entries = (memory?.entries ?? []).map(([leaf]) => Array.from(leaf as Float64Array))
      agreement.push(agreementOf(entries))
    }
  }
  const gradient = new Float64Array(2)
  const loss = trap.gradient(x, gradient)
  return {
    agreement,
    end: {
      point: Array.from(x, finite),
      loss: finite(loss),
      entries: entries.map((entry) => entry.map(finite)),
      gradient: Array.from(gradient, finite),
      late: finite(averageOf(agreement.slice(-100 / every))),
    },
  }
}

const run = async ({
  config,
  seed,
}: Job<CancellationConfig>): Promise<Outcome<CancellationData>> => {
  const all = starts(seed, config.runs, 2, trap.domain).map((start) => runFrom(config, start))
  const at = Array.from({ length: Math.floor(config.steps / every) }, (_, i) => every * (i + 1))
  return {
    values: { runs: config.runs },
    data: {
      at,
      agreement: at.map((_, i) =>
        finite(averageOf(all.map(({ agreement }) => agreement[i] as number))),
      ),
      ends: all.map(({ end }) => end),
    },
  }
}

/** Whether the entries of a memory cancel, for critical gradients and critical momenta. */
export const cancellation: Task<CancellationConfig, CancellationData> = {
  name,
  title: 'Cancellation in the memory',
  source: 'Fig. 2, 11',
  toy: true,
  config: CancellationConfig,
  values: ['runs'],
  data: CancellationData,
  jobs,
  run,
  section: cancellationSection,
}
