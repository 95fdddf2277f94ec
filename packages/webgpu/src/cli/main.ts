import { Command, CommanderError } from 'commander'
import { setUpWebgpu } from '../dawn/setUpWebgpu.js'
import { startWebgpu } from '../dawn/startWebgpu.js'

const program = (): Command =>
  new Command('momenta-webgpu')
    .description(
      [
        'Fetches Dawn, the WebGPU of Chromium, for Node into the cache folder of the user (130 MB, by',
        'npm) and starts it once. A second run only starts it. Exit codes: 0 ready, 1 not available,',
        '2 invalid options.',
      ].join(' '),
    )
    .option('--json', 'print the result as one line of JSON on stdout')
    .exitOverride()

const print = (line: string) => void process.stderr.write(`${line}\n`)

const setUp = async (json: boolean): Promise<number> => {
  const ready = await setUpWebgpu()
  const started = ready.ok ? await startWebgpu({ report: print }) : ready
  if (started.ok) started.stop()
  if (json) {
    const { ok, ...result } = started
    process.stdout.write(`${JSON.stringify({ ...ready, ...result, ok })}\n`)
  } else if (started.ok) {
    const { vendor, architecture, device, description } = started.adapter
    const names = [...new Set([vendor, architecture, device, description])]
    print(`ready: ${names.filter((text) => text !== '').join(', ')}`)
  } else print(started.message)
  return started.ok ? 0 : 1
}

/** Runs the command; returns its exit code. */
export const main = async (args: readonly string[]): Promise<number> => {
  try {
    const { json = false } = program()
      .parse([...args], { from: 'user' })
      .opts<{ readonly json?: boolean }>()
    return await setUp(json)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
}
