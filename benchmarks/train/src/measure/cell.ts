import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'
import type { Row } from './Row.js'

/** Runs a command and reads the row that it prints; else the last line of its complaint. */
export const rowOf = <R = Row>(
  command: string,
  args: readonly string[],
): Promise<E.Either<string, R>> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (data) => {
      stdout += data
    })
    child.stderr.on('data', (data) => {
      stderr += data
    })
    child.on('error', (error) => resolve(E.left(error.message)))
    child.on('close', (code) => {
      const line = stdout.split('\n').find((text) => text.startsWith('{'))
      const complaint = stderr.trim().split('\n').at(-1) || `it ended with ${code}`
      resolve(line === undefined ? E.left(complaint) : E.right(JSON.parse(line) as R))
    })
  })

const worker = fileURLToPath(new URL('./worker.js', import.meta.url))

/** The seconds that a cell is measured for, at least a few steps: the large network is slow. */
const budgetOf = (workload: string, seconds: number) =>
  workload === 'resnet18'
    ? { warmUp: 1, atLeast: 3, atMost: 20, seconds }
    : { warmUp: 10, atLeast: 10, atMost: 1000, seconds }

/** Measures a cell. */
export const cell = (
  backend: string,
  workload: string,
  variant: 'plain' | 'training',
  seconds: number,
): Promise<E.Either<string, Row>> => {
  const budget = JSON.stringify(budgetOf(workload, seconds))
  return rowOf(process.execPath, [worker, backend, workload, variant, budget])
}
