// Rehearses a release against a registry on this machine: publishes all packages from a copy of
// HEAD, uses them as a newcomer would, changes core, and publishes again.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { environmentOf } from './rehearse/nodes.mjs'
import { runReadme } from './rehearse/readme.mjs'
import { startRegistry } from './rehearse/registry.mjs'
import { packagesOf } from './release/packages.mjs'
import { run } from './release/run.mjs'

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
const timed = async (title, does) => {
  const start = performance.now()
  const result = await does()
  process.stdout.write(
    `${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${title}\n`,
  )
  return result
}
const versionsOf = (checkout) =>
  new Map(packagesOf(checkout).map(({ manifest }) => [manifest.name, manifest.version]))
const git = (checkout, ...args) =>
  run(checkout, 'git', ['-c', 'user.name=rehearsal', '-c', 'user.email=none@example.org', ...args])
const author = {
  GIT_AUTHOR_NAME: 'rehearsal',
  GIT_AUTHOR_EMAIL: 'none@example.org',
  GIT_COMMITTER_NAME: 'rehearsal',
  GIT_COMMITTER_EMAIL: 'none@example.org',
}

/** A copy of HEAD whose root manifest is filled in. */
const checkOut = () => {
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
  git(checkout, 'commit', '--quiet', '--all', '-m', 'Addresses')
  run(checkout, 'npm', ['run', '--silent', 'setup'])
  return checkout
}
const release = (checkout, env) =>
  run(checkout, 'npm', ['run', '--silent', 'release'], {
    ...env,
    ...author,
    TURBO_CACHE_DIR: join(root, '.turbo/cache'),
  })

const install = (cwd, env, ...names) =>
  run(cwd, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...names], env)

/** What somebody does who has only Node: install, the README, an example twice. */
const beNewcomer = async (checkout, { version, env }) => {
  const app = join(folder, `app-${version}`)
  mkdirSync(app)
  await timed(`${version}: npm install @momenta/tfjs @tensorflow/tfjs`, () =>
    install(app, env, '@momenta/tfjs', '@tensorflow/tfjs'),
  )
  const printed = await timed(`${version}: the examples of the README`, () =>
    runReadme(join(checkout, 'README.md'), app, env),
  )
  for (const line of printed) process.stdout.write(`${line.replaceAll(/^/gm, '          ')}\n`)
  const example = join(folder, `node-cnn-${version}`)
  cpSync(join(checkout, 'examples/node-cnn'), example, { recursive: true })
  await timed(`${version}: npm install in a copy of examples/node-cnn`, () => install(example, env))
  for (const run_ of ['trains and saves', 'resumes in another process'])
    await timed(`${version}: npm start ${run_}`, () =>
      process.stdout.write(
        run(example, 'npm', ['start', '--silent'], env).replaceAll(/^(?=.)/gm, '          '),
      ),
    )
  return app
}

/** A change in core, released. */
const secondRound = async (checkout, env, app) => {
  const before = versionsOf(checkout)
  const changeset = "---\n'@momenta/core': minor\n---\n\nA change.\n"
  writeFileSync(join(checkout, '.changeset/second.md'), changeset)
  git(checkout, 'add', '--all')
  git(checkout, 'commit', '--quiet', '-m', 'A change in core')
  await timed('second release, after a change in core', () => release(checkout, env))
  const after = versionsOf(checkout)
  const dependents = packagesOf(checkout).filter(({ manifest }) =>
    Object.keys(manifest.dependencies ?? {}).includes('@momenta/core'),
  )
  for (const { manifest } of dependents)
    if (after.get(manifest.name) === before.get(manifest.name))
      throw new Error(`${manifest.name} depends on core and was not released again`)
  install(app, env, '@momenta/tfjs@latest')
  const cores = run(app, 'npm', ['ls', '--all', '--json', '@momenta/core'], env)
  const found = [...new Set(cores.match(/(?<="version": ")[^"]+(?=",\s+"resolved": "[^"]*core-)/g))]
  if (found.join() !== after.get('@momenta/core'))
    throw new Error(`an update must bring core ${after.get('@momenta/core')} alone, got ${found}`)
  process.stdout.write(`          core ${found}, once; ${dependents.length} dependents bumped\n`)
}

const registry = await timed('Verdaccio on loopback', () => startRegistry(join(folder, 'registry')))
try {
  const checkout = await timed('a copy of HEAD, set up', checkOut)
  await timed('npm run release', () => release(checkout, registry.env))
  let app = ''
  for (const node of [undefined, ...(options.node ?? [])]) {
    const { version, env } = environmentOf(folder, node)
    app = await beNewcomer(checkout, { version, env: { ...env, ...registry.env } })
  }
  await secondRound(checkout, registry.env, app)
  process.stdout.write('the release and its second round work\n')
} finally {
  registry.stop()
  if (!options.keep) rmSync(folder, { recursive: true, force: true })
  else process.stdout.write(`kept ${folder}\n`)
}
