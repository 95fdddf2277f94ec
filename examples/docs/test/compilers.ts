import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './workspace.js'

/** A compiler of users: a package of this one, and how modules are resolved. */
export interface Compiler {
  readonly name: string
  readonly resolution: 'nodenext' | 'bundler'
}

const versions = ['typescript', 'typescript-6', 'typescript-5']
/** TypeScript 7, 6 and 5.9, each with both ways to resolve modules. */
const all: readonly Compiler[] = versions.flatMap((name) =>
  (['nodenext', 'bundler'] as const).map((resolution) => ({ name, resolution })),
)

/** The given compilers; with MOMENTA_TYPES=all every one, which takes a minute. */
export const compilersOr = (some: readonly Compiler[]): readonly Compiler[] =>
  process.env.MOMENTA_TYPES === 'all' ? all : some

/** The errors of a compiler in a folder with a tsconfig.json. */
export const compile = (folder: string, { name, resolution }: Compiler): string => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'examples/docs/node_modules', name, 'bin/tsc'),
      ...['-p', folder, '--noEmit', '--pretty', 'false', '--moduleResolution', resolution],
      ...['--module', resolution === 'nodenext' ? 'nodenext' : 'esnext'],
    ],
    { encoding: 'utf8' },
  )
  return `${stdout}${stderr}`
}
