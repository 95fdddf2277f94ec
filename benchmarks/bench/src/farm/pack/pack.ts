import { chmodSync, cpSync, existsSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { type BackendName, copyDawn, copyLoader, deployPackage } from '@momenta/bench-backends'
import { folderError, makeFolder, writeAtomically } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { backendFolder } from './backendFolder.js'
import { runScript } from './runScript.js'

/** What is packed. */
export interface PackOptions {
  readonly backend: BackendName
  /** A folder of data sets to be copied. */
  readonly data?: string
}

/** What was packed. */
export interface Packed {
  /** The script that runs the benchmark. */
  readonly run: string
  /** Whether webgpu was packed without a Vulkan loader, as this machine has none. */
  readonly lacksLoader: boolean
}

const deploy = (to: string): E.Either<string, void> =>
  E.tryCatch(
    () => deployPackage('@momenta/bench', to),
    (error) => (error as Error).message,
  )

const copy = (from: string, to: string): void =>
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })

/**
 * Copies the folder of a backend, for webgpu with the Vulkan loader. Returns whether this machine
 * lacks that.
 */
const copyBackend = (backend: BackendName, from: string, folder: string): boolean => {
  const cache = join(folder, 'cache')
  if (backend !== 'webgpu') {
    copy(from, join(cache, basename(from)))
    return false
  }
  copyDawn(from, cache)
  return !copyLoader(join(folder, 'lib'))
}

const checkInputs = (folder: string, { data }: PackOptions): E.Either<string, void> => {
  if (existsSync(folder) && !(statSync(folder).isDirectory() && readdirSync(folder).length === 0))
    return E.left(`${folder} must be new or empty, got something there; name another folder`)
  return data === undefined || existsSync(data)
    ? E.right(undefined)
    : E.left(`--data: must be a folder of data sets, got '${data}', which does not exist`)
}

/**
 * Makes a folder that runs the benchmark on a machine with the same system and nothing else: no
 * network, no Node, no packages. It has Node, the packages and the backend, and a script `run`. On
 * the left one line says why it cannot be made; the folder is removed then.
 */
export const pack = async (
  given: string,
  options: PackOptions,
): Promise<E.Either<string, Packed>> => {
  const folder = resolve(given)
  const { backend, data } = options
  const checked = checkInputs(folder, options)
  if (E.isLeft(checked)) return checked
  const cached = await backendFolder(backend)
  if (E.isLeft(cached)) return cached
  const run = join(folder, 'run')
  const fill = (): Packed => {
    copy(realpathSync(process.execPath), join(folder, 'node'))
    const lacksLoader = cached.right !== undefined && copyBackend(backend, cached.right, folder)
    if (data !== undefined) copy(resolve(data), join(folder, 'data'))
    writeAtomically(run, runScript(backend, data !== undefined))
    chmodSync(run, 0o755)
    return { run, lacksLoader }
  }
  const attempt = <A>(act: () => A) =>
    E.tryCatch(act, (error) => folderError(folder, error).replace(/^results: /, ''))
  return pipe(
    attempt(() => makeFolder(folder)),
    E.chain(() => deploy(join(folder, 'app'))),
    E.chain(() => attempt(fill)),
    E.mapLeft((message) => {
      rmSync(folder, { recursive: true, force: true })
      return message
    }),
  )
}
