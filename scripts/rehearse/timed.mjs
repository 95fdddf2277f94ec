import { performance } from 'node:perf_hooks'

/** Prints a line below the times. */
export const note = (text) =>
  process.stdout.write(`${text.trim().replaceAll(/^/gm, '          ')}\n`)

/** Does something and prints how long it took. */
export const timed = async (title, does) => {
  const start = performance.now()
  const result = await does()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  process.stdout.write(`${seconds.padStart(6)} s  ${title}\n`)
  return result
}
