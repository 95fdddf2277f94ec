import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  cpSync,
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
import { basename, dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createGzip } from 'node:zlib'
import { setUpWebgpu } from '@momenta/webgpu'
import { runScript } from './runScript.js'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

const run = (command: string, args: readonly string[], cwd: string): void => {
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status === 0) return
  const lines = `${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`.trim().split('\n')
  const says = lines.find((line) => line.includes('ERR_')) ?? lines.at(-1) ?? ''
  throw new Error(`${command} must succeed, got '${says.trim()}'`)
}

/** Dawn for this system: the package without the libraries of the others. */
const copyDawn = async (to: string): Promise<void> => {
  const found = await setUpWebgpu()
  if (!found.ok) throw new Error(found.message)
  const library = `${process.platform === 'darwin' ? 'darwin-universal' : `${process.platform}-${process.arch}`}`
  const folder = join(to, basename(found.folder))
  cpSync(found.folder, folder, {
    recursive: true,
    filter: (path) =>
      basename(dirname(path)) !== 'dist' ||
      !statSync(path).isDirectory() ||
      basename(path) === library,
  })
}

/** The Vulkan loader, and the dispatch libraries that NVIDIA's driver loads. */
const loaderLibraries = [
  'libvulkan.so.1',
  ...['libEGL.so.1', 'libGL.so.1', 'libGLX.so.0', 'libGLdispatch.so.0', 'libOpenGL.so.0'],
]

/** Copies what this machine has of them, for machines that have a driver alone. */
const copyLoader = (to: string): boolean => {
  const { stdout } = spawnSync('ldconfig', ['-p'], { encoding: 'utf8' })
  mkdirSync(to, { recursive: true })
  for (const library of loaderLibraries) {
    const line = stdout?.split('\n').find((text) => text.trim().startsWith(`${library} `))
    const path = line?.split(' => ')[1]
    if (path !== undefined && existsSync(path)) cpSync(realpathSync(path), join(to, library))
  }
  return existsSync(join(to, 'libvulkan.so.1'))
}

/** What no program loads. */
const unused = ['*.map', '*.d.ts', '*.md', '*.es2017.js', '*.min.js', '*_test.js']

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
    const deploy = ['--filter', '@momenta/bench-device', '--prod', '--prefer-offline', 'deploy']
    run(join(root, 'node_modules', '.bin', 'pnpm'), [...deploy, join(partial, 'app')], root)
    await copyDawn(join(partial, 'cache'))
    const hasLoader = copyLoader(join(partial, 'lib'))
    const left = unused.map((pattern) => `--exclude=${pattern}`)
    const tar = ['-czf', join(folder, 'packages.tar.gz'), ...left, ...readdirSync(partial)]
    run('tar', tar, partial)
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
