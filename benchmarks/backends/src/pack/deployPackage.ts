import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const pnpm = join(root, 'node_modules', '.bin', 'pnpm')

/** The line of an output that says what failed. */
const causeIn = (output: string): string => {
  const lines = output.trim().split('\n')
  return (lines.find((line) => line.includes('ERR_')) ?? lines.at(-1) ?? '').trim()
}

/**
 * Copies a package of this repository and all that it depends on, as they are built, into a new
 * folder, without a network if the packages are in the store.
 *
 * @throws Error with one line if it cannot be copied.
 */
export const deployPackage = (name: string, to: string): void => {
  if (!existsSync(pnpm))
    throw new Error('it must run in the repository, got a packed folder; copy that folder instead')
  const args = ['--filter', name, '--prod', '--prefer-offline', 'deploy', to]
  const { error, status, stdout, stderr } = spawnSync(pnpm, args, { cwd: root, encoding: 'utf8' })
  if (status === 0) return
  const cause = causeIn(`${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`)
  throw new Error(`pnpm deploy must copy the packages, got '${cause}'`)
}
