// Builds the site: npm run docs [-- --quick] [-- --serve]. The pages are those of docs/, the
// READMEs, and the API from the docstrings; --quick leaves out the API. The result is .site/dist.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { fileOf, pagesOf } from './site/pagesOf.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const pagesFolder = join(root, '.site', 'pages')

const run = (command, ...args) => {
  const { status } = spawnSync(join(root, 'node_modules', '.bin', command), args, {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) {
    console.error(`docs: ${command} must succeed, got exit code ${status}; its output is above`)
    process.exit(1)
  }
}

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, serve: { type: 'boolean' } },
})
rmSync(pagesFolder, { recursive: true, force: true })
for (const { page, text } of pagesOf(root)) {
  const file = join(pagesFolder, fileOf(page))
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}
for (const folder of ['data', 'figures'])
  cpSync(join(root, 'docs', folder), join(pagesFolder, 'public', folder), { recursive: true })
run('vitepress', 'build', 'docs')
// after the pages: VitePress empties the folder
if (!values.quick) run('typedoc')
if (values.serve) run('vitepress', 'preview', 'docs')
