import { type BackendChoice, startBackend, stopBackend } from '@momenta/bench-backends'
import * as tf from '@tensorflow/tfjs-core'
import { makeData } from './makeData.js'
import { measureSubject, type Size } from './measureSubject.js'
import type { Row } from './Row.js'
import { subjects } from './subjects.js'
import { timeBuiltin } from './timeBuiltin.js'

/** What to measure in one process. */
export interface Plan {
  readonly backend: BackendChoice
  readonly only: readonly string[]
  readonly sizes: readonly (readonly [params: number, tensors: number])[]
  readonly seconds: number
}

/** Measures a plan, row by row. What fails, as for lack of memory, is reported and left out. */
export const measure = async (
  { backend: choice, only, sizes, seconds }: Plan,
  report: (row: Row) => void,
  leaveOut: (line: string) => void,
): Promise<void> => {
  const { backend } = await startBackend(choice)
  for (const [params, tensors] of sizes) {
    const data = makeData(params, tensors)
    const head = { backend, params: data.size, tensors }
    const budget = { warmUp: params > 1e6 ? 3 : 20, seconds }
    const builtin = await timeBuiltin(data, budget)
    report({ ...head, optimizer: 'adam', variant: 'builtin', ...builtin, ratioToBuiltin: 1 })
    const squares = makeData(params, tensors, true)
    const size: Size = { head, data, budget, builtinMs: builtin.ms, rooflines: new Map() }
    const chosen = subjects.filter(
      ({ name, most = Number.POSITIVE_INFINITY }) => only.includes(name) && params <= most,
    )
    for (const subject of chosen)
      try {
        const own = subject.isSquare ? { ...size, data: squares } : size
        await measureSubject(subject, own, report)
      } catch (error) {
        const label = `${backend} ${subject.name} C=${subject.capacity ?? 0}, ${params} in ${tensors}`
        leaveOut(`${label}: ${(error as Error).message}`)
      }
    tf.dispose([data.params, data.grads, squares.params, squares.grads])
  }
  stopBackend()
}
