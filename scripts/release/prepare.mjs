import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packagesOf } from './packages.mjs'
import { run } from './run.mjs'

const hook = fileURLToPath(new URL('./pnpmfile.mjs', import.meta.url))

/**
 * Environment of pnpm while it packs and publishes: the hook that adds the fields of the root, and
 * no scripts, since every package is built before, in the order of the imports.
 */
export const packing = { PNPM_CONFIG_PNPMFILE: hook, PNPM_CONFIG_IGNORE_SCRIPTS: 'true' }

/** The examples are no members of the workspace: their ranges follow the new versions here. */
const updateExamples = (root) => {
  const versions = new Map(
    packagesOf(root).map(({ manifest }) => [manifest.name, manifest.version]),
  )
  for (const name of readdirSync(join(root, 'examples'))) {
    const path = join(root, 'examples', name, 'package.json')
    if (!existsSync(path)) continue
    const text = readFileSync(path, 'utf8')
    const updated = text.replace(/"(@momenta\/[^"]+)": "\^[^"]*"/g, (line, dependency) =>
      versions.has(dependency) ? `"${dependency}": "^${versions.get(dependency)}"` : line,
    )
    if (updated !== text) writeFileSync(path, updated)
  }
}

/** Builds a checkout; the versions of its packages have no part in their code. */
export const build = (root, cache) =>
  run(root, 'turbo', ['run', 'build', '--filter=./packages/*', '--output-logs=errors-only'], {
    TURBO_CACHE_DIR: cache,
  })

/**
 * Writes new versions, changelogs and the ranges of the examples from the changesets; returns the
 * packages whose version changed, with both versions.
 */
export const version = (root) => {
  const before = new Map(packagesOf(root).map(({ manifest }) => [manifest.name, manifest.version]))
  // without changesets the command fails; a release that stopped halfway has none left
  if (readdirSync(join(root, '.changeset')).some((name) => name.endsWith('.md')))
    run(root, process.execPath, ['scripts/changeset.mjs', 'version'])
  updateExamples(root)
  return packagesOf(root)
    .filter(({ manifest }) => before.get(manifest.name) !== manifest.version)
    .map(({ folder, manifest }) => ({
      folder,
      name: manifest.name,
      from: before.get(manifest.name),
      to: manifest.version,
    }))
}
