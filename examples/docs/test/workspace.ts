import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the repository, seen from the compiled test. */
export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A member of the workspace: its folder from the root, and its manifest. */
export interface Member {
  readonly folder: string
  readonly manifest: {
    readonly name: string
    readonly version: string
    readonly private?: boolean
    readonly files?: readonly string[]
    readonly exports: { readonly [entry: string]: unknown }
    readonly dependencies?: { readonly [name: string]: string }
    readonly peerDependencies?: { readonly [name: string]: string }
    readonly devDependencies?: { readonly [name: string]: string }
  }
}

/** The members below a top-level folder. */
export const membersOf = (top: string): readonly Member[] =>
  readdirSync(join(root, top))
    .sort()
    .filter((name) => existsSync(join(root, top, name, 'package.json')))
    .map((name) => ({
      folder: join(top, name),
      manifest: JSON.parse(readFileSync(join(root, top, name, 'package.json'), 'utf8')),
    }))

/** All files below a folder whose name ends so, from the root. */
export const filesOf = (folder: string, ending: string): readonly string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith(ending) && !/(^|\/)(node_modules|dist)\//.test(name))
        .sort()
        .map((name) => join(folder, name))
    : []

/** The text of a file, by its path from the root. */
export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8')

/** What a source file imports or re-exports, types included. */
export const importsOf = (path: string): readonly string[] => {
  const code = textOf(path).replace(/\/\*[\s\S]*?\*\//g, '')
  const found = [
    ...code.matchAll(/^(?:import|export)\b[^'";]*?\bfrom\s+'([^']+)'/gm),
    ...code.matchAll(/^import\s+'([^']+)'/gm),
    ...code.matchAll(/\bimport\('([^']+)'\)/gm),
  ]
  return [...new Set(found.map((match) => match[1] as string))]
}
