import { spawnSync } from 'node:child_process'

/** Runs a command and returns what it printed; an error has the command and its output. */
export const run = (cwd, command, args, env = {}) => {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, ...env },
  })
  if (status !== 0)
    throw new Error(
      `${[command, ...args].join(' ')} failed: ${error?.message ?? `${stdout}${stderr}`.trim()}`,
    )
  return stdout
}
