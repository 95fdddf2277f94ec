import { memoriesOf } from '@momenta/core'
import { compile } from '@momenta/float64'
import { buildOptimizer, type Json } from '@momenta/optimizers'
import * as t from 'io-ts'
import { Loose, LooseList, outcomeOf } from '../tasks/outcomeOf.js'
import type { Choice, Outcome, Task, Work } from '../tasks/Task.js'
import { agreementOf } from './agreementOf.js'
import {
  averageOf,
  type CancellationConfig,
  cancellationConfig,
  trap,
  type Watched,
} from './cancellationConfig.js'
import { cancellationSection } from './cancellationSection.js'
import { atRate, large, paperMethods, small } from './methods.js'
import { starts } from './starts.js'
import { secondsOf, toyWork } from './toyWork.js'

const name = 'gradient-cancellation'
const sizes = { quick: 5, default: 40, full: 100 }
const every = 10

const works = ({ seeds, preset }: Choice): readonly Work[] =>
  [small, large].flatMap((setting) =>
    paperMethods(setting)
      .filter((method) => method.name === 'Adam+CG' || method.name === 'Adam+CM')
      .map((contender): Work => {
        const config: CancellationConfig = {
          contender,
          ...setting,
          learningRate: 0.03,
          steps: 500,
          runs: seeds ?? sizes[preset],
        }
        return toyWork(name, config, {
          seed: 4,
          label: `${name} ${contender.name}, C=${setting.capacity}`,
          cost: 2 * secondsOf(contender, config.runs * config.steps, 2),
        })
      }),
  )

const finite = (n: number): number | null => (Number.isFinite(n) ? n : null)

const watched = (
  config: CancellationConfig,
  start: readonly number[],
): { readonly end: Watched; readonly agreement: readonly number[] } => {
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

const run = async (planned: Work): Promise<Outcome> => {
  const config = cancellationConfig(planned)
  const all = starts(planned.seed, config.runs, 2, trap.domain).map((start) =>
    watched(config, start),
  )
  const at = Array.from({ length: Math.floor(config.steps / every) }, (_, i) => every * (i + 1))
  return {
    values: { runs: config.runs },
    data: {
      at,
      agreement: at.map((_, i) =>
        finite(averageOf(all.map(({ agreement }) => agreement[i] as number))),
      ),
      ends: all.map(({ end }) => end),
    } as unknown as Json,
  }
}

/** Whether the entries of a memory cancel, for critical gradients and critical momenta. */
export const cancellation: Task = {
  name,
  title: 'Cancellation in the memory',
  source: 'Fig. 2, 11',
  works,
  run,
  read: outcomeOf(
    ['runs'],
    t.type({
      at: t.readonlyArray(t.number),
      agreement: LooseList,
      ends: t.readonlyArray(
        t.type({
          point: LooseList,
          loss: Loose,
          entries: t.readonlyArray(LooseList),
          gradient: LooseList,
          late: Loose,
        }),
      ),
    }),
  ),
  section: cancellationSection,
}
