// Releases the packages whose versions are not published yet: versions and changelogs from the
// changesets, a commit, a build, the registry, tags.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { missingFields } from './release/missingFields.mjs'
import { build, packing, version } from './release/prepare.mjs'
import { run } from './release/run.mjs'

const usage = `Usage: npm run release [-- --dry-run]

Publishes all packages that changed since the last release: writes versions and
changelogs from .changeset, commits them, builds, publishes, and tags. A release
that stopped halfway continues where it stopped. The registry and its token are
those of npm's configuration.

  --dry-run   does all but publish, in a temporary copy of HEAD, and lists the
              packages; nothing else changes

Exit codes: 0 released, 1 not released, 2 invalid options.
`
const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, '.turbo/cache')
const print = (line) => process.stdout.write(`${line}\n`)
const optionsOf = () => {
  try {
    const options = { 'dry-run': { type: 'boolean' }, help: { type: 'boolean' } }
    return parseArgs({ options }).values
  } catch (error) {
    process.stderr.write(`release: ${error.message.split('\n')[0]}\n`)
    return process.exit(2)
  }
}
const manifest = () => missingFields(readFileSync(join(root, 'package.json'), 'utf8'))

/** Everything but publishing, in a temporary copy. */
const rehearse = () => {
  const copy = mkdtempSync(join(tmpdir(), 'momenta-release-'))
  try {
    run(root, 'git', ['clone', '--quiet', '--depth', '1', `file://${root}`, copy])
    run(copy, 'pnpm', ['install', '--frozen-lockfile', '--prefer-offline'])
    build(copy, cache)
    const changed = version(copy)
    for (const { folder, name, from, to } of changed) {
      const tarball = join(copy, 'packed.tgz')
      run(folder, 'pnpm', ['pack', '--out', tarball], packing)
      const files = run(copy, 'tar', ['-tzf', tarball]).trim().split('\n').length
      const size = (statSync(tarball).size / 1000).toFixed(1)
      print(`${name} ${from} → ${to}  ${size} kB, ${files} files`)
    }
    print(`dry run: ${changed.length} packages would be published; nothing was changed`)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

const release = () => {
  if (run(root, 'git', ['status', '--porcelain']) !== '')
    throw new Error('the working tree must be clean: commit or discard the changes')
  build(root, cache)
  const changed = version(root)
  if (changed.length > 0) {
    const list = changed.map(({ name, to }) => `${name}@${to}`).join('\n')
    run(root, 'git', ['add', '--all'])
    run(root, 'git', ['commit', '--quiet', '-m', `Release\n\n${list}`])
  }
  const publish = ['scripts/changeset.mjs', 'publish']
  print(run(root, process.execPath, publish, packing).trim())
  print('released; now run: git push --follow-tags')
}

const { 'dry-run': dryRun, help } = optionsOf()
if (help) {
  process.stdout.write(usage)
  process.exit(0)
}
const missing = manifest()
for (const line of missing) process.stderr.write(`release: ${line}\n`)
try {
  if (dryRun) rehearse()
  else if (missing.length === 0) release()
} catch (error) {
  process.stderr.write(`release: ${error.message}\n`)
  process.exitCode = 1
}
if (missing.length > 0) process.exitCode = 1
