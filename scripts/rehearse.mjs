// Rehearses a release against a registry on this machine: publishes all packages from a copy of
// HEAD, uses them as a newcomer would, changes core, and publishes again.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { checkOut, release, releaseAgain } from './rehearse/checkout.mjs'
import { beNewcomer, runExamples } from './rehearse/newcomer.mjs'
import { environmentOf } from './rehearse/nodes.mjs'
import { startRegistry } from './rehearse/registry.mjs'
import { timed } from './rehearse/timed.mjs'

const usage = `Usage: npm run rehearse [-- --node VERSION]...

Publishes every package to a registry on this machine (Verdaccio, on loopback),
installs them into empty folders, runs the README and the examples, resumes a
saved run in another process, changes core, and publishes again. Prints how long
each step took. Needs npm's registry for everything that is not @momenta.

  --node VERSION   also with this version of Node, such as 22.23.3 (Linux x64);
                   may be repeated
  --keep           keep the temporary folder
`
const root = fileURLToPath(new URL('..', import.meta.url))
const { values: options } = parseArgs({
  options: {
    node: { type: 'string', multiple: true },
    keep: { type: 'boolean' },
    help: { type: 'boolean' },
  },
})
if (options.help) {
  process.stdout.write(usage)
  process.exit(0)
}
const folder = mkdtempSync(join(tmpdir(), 'momenta-rehearsal-'))
const registry = await timed('Verdaccio on loopback', () => startRegistry(join(folder, 'registry')))
try {
  const checkout = await timed('a copy of HEAD, set up', () => checkOut(root, folder))
  await timed('npm run release', () => release(checkout, registry.env))
  let app = ''
  for (const node of [undefined, ...(options.node ?? [])]) {
    const { version, env } = environmentOf(folder, node)
    app = await beNewcomer(folder, checkout, { version, env: { ...env, ...registry.env } })
  }
  await runExamples(folder, checkout, registry.env)
  await releaseAgain(checkout, registry.env, app)
  process.stdout.write('the release and its second round work\n')
} finally {
  registry.stop()
  if (!options.keep) rmSync(folder, { recursive: true, force: true })
  else process.stdout.write(`kept ${folder}\n`)
}
