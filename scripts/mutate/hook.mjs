// Loads the mutant's text instead of the module that it changes, and quickTap instead of tap; no
// file of the build is modified. A module imported with `?mutant=ID` passes the query to every
// module of the repository that it imports, so one process can load the tests again for every
// mutant.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = new URL('../../', import.meta.url).href
let setup = {}
export const initialize = (data) => {
  setup = data
}
const queryOf = (url) => /[?]mutant=.*$/.exec(url ?? '')?.[0] ?? ''
const isOurs = (url) => url.startsWith(root) && !url.includes('/node_modules/')

export const resolve = async (specifier, context, next) => {
  const query = queryOf(context.parentURL)
  const found =
    specifier === 'tap'
      ? { url: new URL('./quickTap.mjs', import.meta.url).href, shortCircuit: true }
      : await next(specifier, context)
  // the modules, not the bundle that Node takes: a mutant replaces one of them
  const resolved = { ...found, url: found.url.replace('/dist/bundle/', '/dist/') }
  return query !== '' && isOurs(resolved.url) && queryOf(resolved.url) === ''
    ? { ...resolved, format: 'module', url: `${resolved.url}${query}` }
    : resolved
}

const mutants = new Map()
const mutantOf = (id) => {
  if (!mutants.has(id))
    mutants.set(id, JSON.parse(readFileSync(join(setup.folder, `${id}.json`), 'utf8')))
  return mutants.get(id)
}
export const load = (url, context, next) => {
  const query = queryOf(url)
  const id = query === '' ? setup.id : query.slice('?mutant='.length)
  const texts = id === undefined ? {} : mutantOf(id)
  const text = texts[url.slice(0, url.length - query.length)]
  return text === undefined
    ? next(url, context)
    : { format: 'module', source: text, shortCircuit: true }
}
