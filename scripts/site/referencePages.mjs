import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { optimizerPages } from './reference/optimizerPages.mjs'
import { partPages } from './reference/partPages.mjs'
import { readDocs } from './reference/readDocs.mjs'

const packages = ['optimizers', 'transforms', 'estimators', 'schedules', 'policies', 'aggregators']

const built = (root, name) =>
  import(pathToFileURL(join(root, 'packages', name, 'dist/index.js')).href)

/**
 * The pages of the reference: the options of every factory, from the built packages, with the
 * docstrings of their sources.
 */
export const referencePages = async (root) => {
  const entries = await Promise.all(
    packages.map(async (name) => [name, readDocs(root, name), await built(root, name)]),
  )
  const docs = Object.fromEntries(entries.map(([name, found]) => [name, found]))
  const exported = Object.fromEntries(entries.map(([name, , module]) => [name, module]))
  const pages = [
    ...optimizerPages(root, docs.optimizers, exported.optimizers),
    ...partPages(root, { docs, exported }),
  ]
  // the theme does not break the names of options
  const head = '---\npageClass: reference\n---\n\n'
  return pages.map(({ page, text }) => ({ page, text: `${head}${text}` }))
}
