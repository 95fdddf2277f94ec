import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as E from 'fp-ts/lib/Either.js'

/**
 * Runs a program and parses the JSON row that it prints; on failure the last line of its stderr.
 */
export const runForRow = <R>(
  program: string,
  args: readonly string[],
): Promise<E.Either<string, R>> =>
  new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
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
      const message = stderr.trim().split('\n').at(-1) || `exit code ${code}`
      resolve(line === undefined ? E.left(message) : E.right(JSON.parse(line) as R))
    })
  })

/** Runs a script of `peers/` with the Python that the environment variable PYTHON names. */
export const runPeer = <R>(
  script: string,
  args: readonly string[],
): Promise<E.Either<string, R>> => {
  const path = fileURLToPath(new URL(`../../peers/${script}.py`, import.meta.url))
  return runForRow<R>(process.env.PYTHON ?? 'python3', [path, ...args])
}
