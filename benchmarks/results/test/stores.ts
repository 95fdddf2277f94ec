import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Contents, openStore, readStore, type Store } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'

export const get = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(String(result.left))
  return result.right
}

export const messageOf = (result: E.Either<string, unknown>): string =>
  E.isLeft(result) ? result.left : 'no message'

export const opened = (folder: string, lock = true): Store =>
  get(openStore(folder, { version: 1, lock }))

export const read = (folder: string): Contents => get(readStore(folder, { version: 1 }))

export const unit = (seed: number) => ({ config: { s: 5, lr: 0.1 }, seed, code: '1.0.0' })

export const recordFiles = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.jsonl'))

export const oneLine = /^results: [^\n]+$/

export const child = (script: string, ...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })

export const linesOf = (process: ChildProcess): (() => readonly string[]) => {
  let text = ''
  process.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  return () => text.split('\n').slice(0, -1)
}

/** Waits until the child has acknowledged so many units. */
export const acknowledged = async (
  lines: () => readonly string[],
  count: number,
): Promise<void> => {
  while (lines().length < count) await wait(2)
}

/** A pid that ran and is gone. */
export const deadPid = async (): Promise<number> => {
  const gone = spawn(process.execPath, ['-e', ''])
  await once(gone, 'exit')
  return gone.pid ?? 0
}
