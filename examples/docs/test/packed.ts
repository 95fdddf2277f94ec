import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { type Member, membersOf, root } from './workspace.js'

/** Runs a command and returns its status and all that it printed. */
export const run = (cwd: string, command: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  return { status, text: `${stdout}${stderr}` }
}

/** The same while this process does other work, such as serving files to that command. */
export const runLater = (cwd: string, command: string, ...args: readonly string[]) =>
  new Promise<{ readonly status: number | null; readonly text: string }>((resolve) => {
    const child = spawn(command, args, { cwd })
    const parts: Buffer[] = []
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => parts.push(part))
    child.on('close', (status) => resolve({ status, text: Buffer.concat(parts).toString() }))
  })

/** A package as it is published. */
export interface Packed {
  readonly manifest: Member['manifest']
  readonly tarball: string
  readonly problem: string
}

/** A temporary folder, removed after the tests of this file. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'momenta-packed-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Packs the existing builds; building here would remove files that other tests use. */
export const packInto = (folder: string): readonly Packed[] =>
  membersOf('packages').map(({ folder: from, manifest }) => {
    const before = new Set(readdirSync(folder))
    const { status, text } = run(
      join(root, from),
      'pnpm',
      'pack',
      '--pack-destination',
      folder,
      '--config.ignore-scripts=true',
    )
    const tarball = readdirSync(folder).find((name) => !before.has(name)) ?? ''
    return { manifest, tarball, problem: status === 0 ? '' : text }
  })

/** Links a package of somewhere else into a folder of modules. */
export const link = (modules: string, name: string, target: string): void => {
  const at = join(modules, name)
  if (existsSync(at)) return
  mkdirSync(join(at, '..'), { recursive: true })
  symlinkSync(target, at)
}

/** Unpacks the tarballs side by side, with nothing but what they declare. */
export const unpack = (folder: string, packed: readonly Packed[]): void => {
  const modules = join(folder, 'node_modules')
  for (const { manifest, tarball } of packed) {
    const to = join(modules, manifest.name)
    mkdirSync(to, { recursive: true })
    const { status, text } = run(folder, 'tar', '-xzf', tarball, '-C', to, '--strip-components=1')
    if (status !== 0) throw new Error(text)
    const own = join(root, 'packages', manifest.name.replace('@momenta/', ''), 'node_modules')
    const declared = [
      ...Object.keys(manifest.dependencies ?? {}),
      ...Object.keys(manifest.peerDependencies ?? {}),
    ]
    for (const name of declared.filter((each) => !each.startsWith('@momenta/')))
      link(modules, name, join(own, name))
  }
}
