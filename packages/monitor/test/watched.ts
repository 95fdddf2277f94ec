import type { Optimizer } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { type MonitorOptions, monitor, type RunRecord } from '@momenta/monitor'
import { quadraticObjective } from '@momenta/probes'

export const lambda = [5, 3, 1, 0.5]

/** ½ Σ λ w², on two leaves. */
export const evaluate = ({ a, b }: { a: Float64Array; b: Float64Array }) => {
  const w = [...a, ...b]
  return {
    value: w.reduce((sum, n, i) => sum + ((lambda[i] as number) * n * n) / 2, 0),
    grads: {
      a: a.map((n, i) => (lambda[i] as number) * n),
      b: b.map((n, i) => (lambda[i + 2] as number) * n),
    },
  }
}

export const objective = quadraticObjective({ spectrum: lambda })

export const start = { a: Float64Array.of(1, -2), b: Float64Array.of(0.5, 3) }

export const fixed = { now: () => 0 }

/** Runs in float64 under a monitor: the iterates, and the records that were due. */
export const watched = async (chosen: Optimizer, steps: number, options: MonitorOptions) => {
  const { init, step } = float64(chosen)
  const watch = monitor(chosen, { ...fixed, ...options })
  let iterate = init(start)
  const iterates = [iterate]
  let seen = await watch.start(iterate)
  const records: RunRecord[] = []
  for (let i = 0; i < steps; i++) {
    iterate = step(evaluate, iterate)
    iterates.push(iterate)
    seen = await watch.observe(seen, iterate)
    if (seen.record !== undefined) records.push(seen.record)
  }
  return { iterates, records, last: records.at(-1) as RunRecord, seen }
}

export const flat = ({ params }: { params: typeof start }) =>
  Float64Array.of(...params.a, ...params.b)
