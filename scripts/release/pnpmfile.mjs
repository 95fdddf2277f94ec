// `repository`, `homepage` and `bugs` of every published package come from the root manifest: this
// hook adds them while pnpm packs or publishes. Empty fields are left out; `npm run release` rejects
// them.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const { repository, homepage, bugs } = JSON.parse(readFileSync(here('package.json'), 'utf8'))

const fieldsOf = (name) => {
  const directory = `packages/${name.replace('@momenta/', '')}`
  return {
    ...(repository && existsSync(here(directory))
      ? { repository: { type: 'git', url: repository, directory } }
      : {}),
    ...(homepage ? { homepage } : {}),
    ...(bugs ? { bugs } : {}),
  }
}

export const hooks = { beforePacking: (manifest) => ({ ...manifest, ...fieldsOf(manifest.name) }) }
