import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folders and manifests of the public packages of a checkout. */
export const packagesOf = (root) =>
  readdirSync(join(root, 'packages'))
    .sort()
    .map((name) => join(root, 'packages', name))
    .map((folder) => ({
      folder,
      manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
    }))
    .filter(({ manifest }) => manifest.private !== true)
