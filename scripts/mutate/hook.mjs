// Gives the mutant's text wherever the module that it changes is loaded, and a light stand-in for tap: no file of the build
// is touched.
import { readFileSync } from 'node:fs'

let mutant = {}
export const initialize = (data) => {
  mutant = data
}
export const resolve = (specifier, context, next) =>
  specifier === 'tap'
    ? { url: new URL('./quickTap.mjs', import.meta.url).href, shortCircuit: true }
    : next(specifier, context)
export const load = (url, context, next) =>
  url === mutant.url
    ? { format: 'module', source: readFileSync(mutant.path, 'utf8'), shortCircuit: true }
    : next(url, context)
