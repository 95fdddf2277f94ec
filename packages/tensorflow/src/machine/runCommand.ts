import { spawn } from 'node:child_process'
import type { CommandOptions, CommandResult } from './Machine.js'

/** Runs a command to its end and returns its output. */
export const runCommand = (
  command: string,
  args: readonly string[],
  { folder, environment = {} }: CommandOptions = {},
): Promise<CommandResult> =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (data) => {
      stdout += data
    })
    child.stderr.on('data', (data) => {
      stderr += data
    })
    child.on('error', (error) => resolve({ status: null, stdout, stderr: error.message }))
    child.on('close', (status, signal) =>
      resolve(
        signal === null
          ? { status: status ?? 1, stdout, stderr }
          : { status: 1, stdout, stderr: `${stderr}\nerror: ended by ${signal}` },
      ),
    )
  })
