import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import { root, textOf } from './workspace.js'

const script = `import { missingFields } from ${JSON.stringify(join(root, 'scripts/release/missingFields.mjs'))}
process.stdout.write(JSON.stringify(missingFields(process.argv[1])))`
const missingFields = (manifest: string): readonly string[] =>
  JSON.parse(
    spawnSync(process.execPath, ['--input-type=module', '-e', script, manifest], {
      encoding: 'utf8',
    }).stdout,
  )
const filled = {
  name: 'momenta',
  repository: 'https://example.org/momenta.git',
  homepage: 'https://example.org/momenta',
  bugs: 'https://example.org/momenta/issues',
}
const text = (fields: object) => JSON.stringify({ ...filled, ...fields }, undefined, 2)

t.test('a release needs the addresses in the root manifest, and names the line of each', (t) => {
  t.same(missingFields(text({})), [])
  const [line, ...others] = missingFields(text({ homepage: '' }))
  t.same(others, [])
  t.match(line, /^package\.json:4: "homepage" is empty: fill in the address of the page /)
  t.match(missingFields(text({ bugs: { url: 'x' } }))[0], /^package\.json:5: "bugs" must be /)
  t.match(missingFields(text({ bugs: 'soon' }))[0], /^package\.json:5: "bugs" must be /)
  t.match(
    missingFields('{\n  "name": "momenta"\n}').join('\n'),
    /^package\.json:2: "repository" is missing/,
  )
  t.end()
})

t.test('the manifest of the root has the three fields', async (t) => {
  const manifest = JSON.parse(textOf('package.json'))
  for (const name of ['repository', 'homepage', 'bugs']) t.type(manifest[name], 'string', name)
})

t.test('npm run release explains itself and rejects unknown options', async (t) => {
  const release = (...args: readonly string[]) =>
    spawnSync(process.execPath, [join(root, 'scripts/release.mjs'), ...args], { encoding: 'utf8' })
  t.match(release('--help'), { status: 0, stdout: /--dry-run/ })
  t.match(release('--dry'), { status: 2, stderr: /^release: Unknown option '--dry'/ })
})
