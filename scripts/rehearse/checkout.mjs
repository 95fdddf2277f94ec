import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packagesOf } from '../release/packages.mjs'
import { run } from '../release/run.mjs'
import { install } from './newcomer.mjs'
import { note, timed } from './timed.mjs'

const address = 'none@example.org'
const author = {
  GIT_AUTHOR_NAME: 'rehearsal',
  GIT_AUTHOR_EMAIL: address,
  GIT_COMMITTER_NAME: 'rehearsal',
  GIT_COMMITTER_EMAIL: address,
}
const commit = (checkout, message) => {
  run(checkout, 'git', ['add', '--all'])
  run(checkout, 'git', ['commit', '--quiet', '-m', message], author)
}
const versionsOf = (checkout) =>
  new Map(packagesOf(checkout).map(({ manifest }) => [manifest.name, manifest.version]))

/** A copy of HEAD whose root manifest is filled in, set up. */
export const checkOut = (root, folder) => {
  const checkout = join(folder, 'checkout')
  run(root, 'git', ['clone', '--quiet', '--depth', '1', `file://${root}`, checkout])
  const path = join(checkout, 'package.json')
  const fields = {
    repository: 'https://example.org/momenta.git',
    homepage: 'https://example.org/momenta',
    bugs: 'https://example.org/momenta/issues',
  }
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, `${JSON.stringify({ ...manifest, ...fields }, undefined, 2)}\n`)
  commit(checkout, 'Addresses')
  run(checkout, 'npm', ['run', '--silent', 'setup'])
  return checkout
}

/** `npm run release` in a copy. */
export const release = (checkout, env) =>
  run(checkout, 'npm', ['run', '--silent', 'release'], { ...env, ...author })

/** A change in core, released: every dependent is released too, and an update brings one core. */
export const releaseAgain = async (checkout, env, app) => {
  const before = versionsOf(checkout)
  const changeset = "---\n'@momenta/core': minor\n---\n\nA change.\n"
  writeFileSync(join(checkout, '.changeset/second.md'), changeset)
  commit(checkout, 'A change in core')
  await timed('second release, after a change in core', () => release(checkout, env))
  const after = versionsOf(checkout)
  const dependents = packagesOf(checkout).filter(({ manifest }) =>
    Object.keys(manifest.dependencies ?? {}).includes('@momenta/core'),
  )
  for (const { manifest } of dependents)
    if (after.get(manifest.name) === before.get(manifest.name))
      throw new Error(`${manifest.name} depends on core and was not released again`)
  // npm keeps the list of versions for some minutes
  install(app, env, '--prefer-online', '@momenta/tfjs@latest')
  const found = run(app, 'npm', ['ls', '--all', '--parseable', '--long', '@momenta/core'], env)
  const cores = [...new Set(found.match(/(?<=@momenta\/core@)[\d.]+/g))]
  if (cores.join() !== after.get('@momenta/core'))
    throw new Error(`an update must bring core ${after.get('@momenta/core')} alone, got ${cores}`)
  note(`core ${cores}, once; ${dependents.length} dependents were released too`)
}
