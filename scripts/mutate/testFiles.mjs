// A process that receives mutants, runs test files on each, and sends the outcomes.
import { pathToFileURL } from 'node:url'

const { MUTANT_ID } = process.env

/** Runs the files in order until one fails. */
const outcomeOf = async ({ id, files }) => {
  // a process that runs one mutant only loads it without a query
  const query = MUTANT_ID === undefined ? `?mutant=${id}` : ''
  globalThis.mutantRounds = {}
  const tap = await import(`${new URL('./quickTap.mjs', import.meta.url).href}${query}`)
  try {
    for (const file of files) {
      await import(`${pathToFileURL(file).href}${query}`)
      await tap.finished()
    }
  } catch (error) {
    return { passed: false, why: String(error?.message ?? error) }
  }
  return { passed: true }
}

let current
const answer = (outcome) => {
  if (current === undefined) return
  const { id } = current
  current = undefined
  process.channel.ref()
  const { user, system } = process.cpuUsage()
  const rounds = Object.entries(globalThis.mutantRounds).map(([path, count]) => [path, count()])
  process.send({ id, ...outcome, rounds, seconds: (user + system) / 1e6 })
}
// after a failure outside of a test's promise, work may still be running: the process is not reused
const spoiled = (error) =>
  answer({ passed: false, why: String(error?.message ?? error), spoiled: true })
process.on('uncaughtException', spoiled)
process.on('unhandledRejection', spoiled)
process.on('disconnect', () => process.exit())
process.on('message', async (message) => {
  current = message
  // a test that waits forever leaves no work: the process ends, which is an outcome too
  process.channel.unref()
  answer(await outcomeOf(message))
})
