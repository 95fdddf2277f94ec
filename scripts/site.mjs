// Writes the pages of the site into .site/pages, from which VitePress builds it: npm run docs.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fileOf, pagesOf } from './site/pagesOf.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const pagesFolder = join(root, '.site', 'pages')

rmSync(pagesFolder, { recursive: true, force: true })
for (const { page, text } of await pagesOf(root)) {
  const file = join(pagesFolder, fileOf(page))
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
for (const folder of ['data', 'figures'])
  cpSync(join(root, 'docs', folder), join(pagesFolder, 'public', folder), { recursive: true })
