import { spawn } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'

const here = (name) => fileURLToPath(new URL(name, import.meta.url))
/**
 * Seconds of processor time after which a process for many mutants is replaced, and after which the
 * system kills one.
 */
const recycled = 10
const processorTime = { together: 30, apart: 300 }
/** Milliseconds after which a process that only waits is killed. */
const waiting = 1_800_000

const running = new Set()
/** Kills a process and its children. */
const end = (child) => {
  running.delete(child)
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // it has ended
  }
}
const endAll = () => {
  for (const child of running) end(child)
}
process.on('exit', endAll)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130))

/**
 * Runs test files of one folder against mutants, whose texts are in `folder` as ID.json. With
 * `shared`, one process runs many mutants; otherwise every file has its own. A process that ends
 * for any reason has detected the mutant.
 */
export const testRunner = ({ cwd, files, folder, shared, env }) => {
  let child
  const started = (id) => {
    const made = spawn(
      'bash',
      [
        '-c',
        `ulimit -t ${id === undefined ? processorTime.together : processorTime.apart}; exec "$0" "$@"`,
        process.execPath,
        '--max-old-space-size=2048',
        here('testFiles.mjs'),
      ],
      {
        cwd,
        detached: true,
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        env: {
          ...env,
          ...(id === undefined ? {} : { MUTANT_ID: id }),
          MUTANT_FOLDER: folder,
          NODE_OPTIONS: `--import ${pathToFileURL(here('register.mjs')).href}`,
        },
      },
    )
    running.add(made)
    return made
  }
  const asked = (process_, message) =>
    new Promise((resolve) => {
      const done = (outcome) => {
        clearTimeout(timer)
        process_.removeAllListeners()
        // a killed process may still report an error
        process_.on('error', () => {})
        resolve(outcome)
      }
      const ended = () => done({ passed: false, why: 'the process ended', ended: true })
      const timer = setTimeout(ended, waiting)
      process_.on('message', done)
      process_.on('exit', ended)
      process_.on('error', ended)
      process_.send(message, (error) => error && ended())
    })
  const stop = () => {
    if (child !== undefined) end(child)
    child = undefined
  }
  const together = async (id) => {
    child ??= started()
    const outcome = await asked(child, { id, files })
    if (outcome.ended || outcome.spoiled || outcome.seconds > recycled) stop()
    return outcome
  }
  const apart = async (id) => {
    const outcomes = []
    for (const file of files) {
      const alone = started(id)
      outcomes.push(await asked(alone, { id, files: [file] }))
      end(alone)
      if (!outcomes.at(-1).passed) break
    }
    return { ...outcomes.at(-1), rounds: outcomes.flatMap(({ rounds }) => rounds ?? []) }
  }
  return { run: shared ? together : apart, stop }
}
