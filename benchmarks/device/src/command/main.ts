import { type BackendChoice, startBackend, stopBackend } from '@momenta/bench-backends'
import { oneLine } from '@momenta/bench-results'
import * as tf from '@tensorflow/tfjs-core'
import { CommanderError } from 'commander'
import { checkMemory } from '../memory/checkMemory.js'
import { checkNumbers } from '../numbers/checkNumbers.js'
import type { Report, Row } from '../Row.js'
import { checkSteps } from '../steps/checkSteps.js'
import { checkTraining } from '../training/checkTraining.js'
import { settingsOf } from './program.js'
import type { Settings } from './Settings.js'
import { tables } from './tables.js'

const small = ['mlp', 'cnn', 'lstm'] as const

const start = async (choice: BackendChoice, report: Report): Promise<string> => {
  const { backend, device } = await startBackend(choice)
  report({ part: 'device', backend, device, node: process.version })
  return tf.getBackend()
}

const check = async (settings: Settings, report: Report): Promise<void> => {
  const { against, only, optimizers, sizes, models, seconds, tolerance } = settings
  try {
    const backend = await start(settings.backend, report)
    if (only.includes('numbers')) await checkNumbers(backend, tolerance, report, optimizers)
    if (only.includes('memory'))
      for (const name of ['mlp', 'cnn'] as const)
        if (models.includes(name)) await checkMemory(name, report)
    if (only.includes('steps')) await checkSteps(sizes, seconds, report, optimizers)
    if (!only.includes('training')) return
    await checkTraining(backend, models, seconds, report)
    if (against === undefined) return
    const other = await start(against, report)
    const compared = small.filter((name) => models.includes(name))
    await checkTraining(other, compared, seconds, report)
  } finally {
    stopBackend()
  }
}

const isFailure = (row: Row): boolean =>
  row.part === 'failed' || ('passed' in row && row.passed === false)

/** Runs `check:device`; returns its exit code: 0 passed, 1 a check failed, 2 bad options. */
export const main = async (args: readonly string[]): Promise<number> => {
  try {
    const settings = settingsOf(args)
    const start = performance.now()
    const rows: Row[] = []
    await check(settings, (row) => {
      rows.push(row)
      process.stdout.write(`${JSON.stringify(row)}\n`)
    })
    const seconds = Math.round((performance.now() - start) / 1000)
    process.stderr.write(`${tables(rows)}\n\nThe check took ${seconds} s.\n`)
    return rows.some(isFailure) ? 1 : 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    process.stderr.write(`check:device: ${oneLine((error as Error).message)}\n`)
    return 1
  }
}
