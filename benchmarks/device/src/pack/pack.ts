import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { copyDawn, copyLoader, deployPackage } from '@momenta/bench-backends'
import { setUpWebgpu } from '@momenta/webgpu'
import { runScript } from './runScript.js'

/** What no program loads. */
const unused = ['*.map', '*.d.ts', '*.md', '*.es2017.js', '*.min.js', '*_test.js']

const compress = (folder: string, into: string): void => {
  const left = unused.map((pattern) => `--exclude=${pattern}`)
  const args = ['-czf', into, ...left, ...readdirSync(folder)]
  const { status, error, stderr } = spawnSync('tar', args, { cwd: folder, encoding: 'utf8' })
  if (status === 0) return
  throw new Error(`tar must succeed, got '${error?.message ?? stderr.trim().split('\n').at(-1)}'`)
}

/** Dawn of this machine's cache, which is set up where there is none. */
const dawnFolder = async (): Promise<string> => {
  const found = await setUpWebgpu()
  if (!found.ok) throw new Error(found.message)
  return found.folder
}

/** What was packed. */
export interface Packed {
  /** The script that runs the check. */
  readonly run: string
  readonly bytes: number
  /** Whether the folder has a Vulkan loader. */
  readonly hasLoader: boolean
}

/**
 * Makes a folder of at most 60 MB that checks a GPU on a machine with a driver and nothing else: no
 * network, no Node, no packages.
 *
 * @throws Error with one line if it cannot be made; then nothing of it is left.
 */
export const pack = async (given: string): Promise<Packed> => {
  const folder = resolve(given)
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Error(`${folder} must be new or empty, got files there; name another folder`)
  const partial = mkdtempSync(join(tmpdir(), 'momenta-pack-'))
  try {
    mkdirSync(folder, { recursive: true })
    deployPackage('@momenta/bench-device', join(partial, 'app'))
    copyDawn(await dawnFolder(), join(partial, 'cache'))
    const hasLoader = copyLoader(join(partial, 'lib'))
    compress(partial, join(folder, 'packages.tar.gz'))
    await pipeline(
      createReadStream(realpathSync(process.execPath)),
      createGzip({ level: 7 }),
      createWriteStream(join(folder, 'node.gz')),
    )
    writeFileSync(join(folder, 'run'), runScript(randomUUID().slice(0, 8)))
    chmodSync(join(folder, 'run'), 0o755)
    const bytes = readdirSync(folder).reduce(
      (sum, name) => sum + statSync(join(folder, name)).size,
      0,
    )
    return { run: join(folder, 'run'), bytes, hasLoader }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}
