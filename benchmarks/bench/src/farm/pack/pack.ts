import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BackendName } from '@momenta/bench-backends'
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

const root = fileURLToPath(new URL('../../../../../', import.meta.url))
const pnpm = join(root, 'node_modules', '.bin', 'pnpm')

/** Copies the package and its dependencies, as they are built. */
const deploy = (to: string): E.Either<string, void> => {
  const args = ['--filter', '@momenta/bench', '--prod', '--prefer-offline', 'deploy', to]
  const { error, status, stdout, stderr } = spawnSync(pnpm, args, { cwd: root, encoding: 'utf8' })
  if (status === 0) return E.right(undefined)
  const lines = `${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`.trim().split('\n')
  const says = lines.find((line) => line.includes('ERR_')) ?? lines.at(-1)
  return E.left(`pnpm deploy must copy the packages, got '${says?.trim()}'`)
}

const copy = (from: string, to: string): void =>
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })

const checkInputs = (folder: string, { data }: PackOptions): E.Either<string, void> => {
  if (!existsSync(pnpm))
    return E.left('it must run in the repository, got a packed folder; copy that folder instead')
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
): Promise<E.Either<string, string>> => {
  const folder = resolve(given)
  const { backend, data } = options
  const checked = checkInputs(folder, options)
  if (E.isLeft(checked)) return checked
  const cached = await backendFolder(backend)
  if (E.isLeft(cached)) return cached
  const fill = (): void => {
    copy(realpathSync(process.execPath), join(folder, 'node'))
    if (cached.right !== undefined)
      copy(cached.right, join(folder, 'cache', basename(cached.right)))
    if (data !== undefined) copy(resolve(data), join(folder, 'data'))
    writeAtomically(join(folder, 'run'), runScript(backend, data !== undefined))
    chmodSync(join(folder, 'run'), 0o755)
  }
  const attempt = (act: () => void) =>
    E.tryCatch(act, (error) => folderError(folder, error).replace(/^results: /, ''))
  return pipe(
    attempt(() => makeFolder(folder)),
    E.chain(() => deploy(join(folder, 'app'))),
    E.chain(() => attempt(fill)),
    E.bimap(
      (message) => {
        rmSync(folder, { recursive: true, force: true })
        return message
      },
      () => join(folder, 'run'),
    ),
  )
}
