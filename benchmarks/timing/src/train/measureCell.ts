import { fileURLToPath } from 'node:url'
import type * as E from 'fp-ts/lib/Either.js'
import { runForRow } from '../command/runForRow.js'
import type { Row } from './Row.js'

const worker = fileURLToPath(new URL('./worker.js', import.meta.url))

/** A large network is slow: its minimum is a few steps. */
const budgetOf = (workload: string, seconds: number) =>
  workload === 'resnet18'
    ? { warmUp: 1, minimum: 3, maximum: 20, seconds }
    : { warmUp: 10, minimum: 10, maximum: 1000, seconds }

/** Measures one row in a process of its own. */
export const measureCell = (
  backend: string,
  workload: string,
  variant: 'plain' | 'kernels',
  seconds: number,
): Promise<E.Either<string, Row>> => {
  const budget = JSON.stringify(budgetOf(workload, seconds))
  return runForRow(process.execPath, [worker, backend, workload, variant, budget])
}
