import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { missing } from '../Missing.js'
import type { Result } from '../Result.js'
import { dawnFolder, dawnVersion } from './cacheFolder.js'

/** The result of a setup. */
export interface Ready {
  /** The folder that contains `node_modules/webgpu`. */
  readonly folder: string
  /** Whether it was there before. */
  readonly how: 'found' | 'installed'
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? ''

/** Installs the package into a folder; returns why it failed. */
const install = (folder: string): string | undefined => {
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n')
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock']
  const { status, stderr, error } = spawnSync(
    'npm',
    ['install', ...flags, '--loglevel=error', `webgpu@${dawnVersion}`],
    { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' },
  )
  if (error !== undefined) return `npm does not start (${error.message})`
  return status === 0 ? undefined : lastLine(stderr)
}

/**
 * Fetches Dawn, the npm package `webgpu` (130 MB), into the user's cache folder. A second call does
 * nothing. The folder appears when it is complete.
 *
 * @returns Where it is, or (`ok` is false) why it failed, in one line with the remedy.
 */
export const setUpWebgpu = async (): Promise<Result<Ready>> => {
  const folder = dawnFolder()
  if (existsSync(folder)) return { ok: true, folder, how: 'found' }
  const fail = (reason: string) =>
    missing(
      'download',
      `setup:webgpu: cannot install webgpu ${dawnVersion} into ${folder} (${reason}); check the network and the free space (300 MB), and run it again`,
    )
  let partial: string | undefined
  try {
    mkdirSync(dirname(folder), { recursive: true })
    partial = mkdtempSync(`${folder}.partial-`)
    const failed = install(partial)
    if (failed !== undefined) return fail(failed)
    writeFileSync(join(partial, 'ready.json'), `${JSON.stringify({ webgpu: dawnVersion })}\n`)
    renameSync(partial, folder)
    return { ok: true, folder, how: 'installed' }
  } catch (error) {
    // another process was faster
    if (existsSync(folder)) return { ok: true, folder, how: 'found' }
    return fail(error instanceof Error ? error.message : String(error))
  } finally {
    if (partial !== undefined) rmSync(partial, { recursive: true, force: true })
  }
}
