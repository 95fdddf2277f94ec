import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { main as Main } from '../dist/cli/main.js'

/** The path of the command. */
export const program = new URL('../dist/bench.js', import.meta.url).pathname

/** Runs the command. */
export const bench = (...args: readonly string[]) =>
  spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })

const { main }: { readonly main: typeof Main } = await import(
  new URL('../dist/cli/main.js', import.meta.url).href
)

/** Runs the command in this process, which saves the time to load it. */
export const benchHere = async (test: Test, ...args: readonly string[]) => {
  const written = test.capture(process.stderr, 'write', () => true)
  const status = await main(args)
  const stderr = written()
    .map(({ args: [text] }) => String(text))
    .join('')
  written.restore()
  return { status, stderr }
}

/** Creates a folder for this file's tests, and removes it after them. */
export const makeFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'momenta-bench-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The arguments of the fastest task: 120 jobs of a few milliseconds. */
export const quick = (out: string, ...more: readonly string[]) => [
  ...['--task', 'one-dimensional', '--preset', 'quick', '--jobs', '1', '--out', out],
  ...more,
]

/** The files of a folder of results. */
export const recordFiles = (out: string): readonly string[] =>
  readdirSync(join(out, 'runs'))
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => join(out, 'runs', name))

/** A record, as far as the tests read it. */
export interface ReadRecord {
  readonly kind: string
  readonly key: string
  readonly values: { readonly [name: string]: number }
}

/** The records of a folder of results. The last line of a file may be incomplete. */
export const recordsOf = (out: string): readonly ReadRecord[] =>
  recordFiles(out)
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(0, -1))
    .flatMap((line) => (line.endsWith('}') ? [JSON.parse(line)] : []))

/** The keys of the finished jobs of a folder of results. */
export const doneIn = (out: string): readonly string[] =>
  recordsOf(out)
    .filter(({ kind }) => kind === 'done')
    .map(({ key }) => key)
