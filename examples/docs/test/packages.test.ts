import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import t from 'tap'
import { packInto, run, temporaryFolder, unpack } from './packed.js'

const folder = temporaryFolder()
const packed = packInto(folder)

/** What publint warns of, as its command does with --strict. */
const warningsIn = async (tarball: Uint8Array<ArrayBuffer>) => {
  const { messages } = await publint({ pack: { tarball: tarball.buffer }, strict: true })
  return messages.filter(({ type }) => type !== 'suggestion')
}

/** The problems of types that a package of ES modules can have: none of these are of CommonJS. */
const problemsIn = async (tarball: Uint8Array) => {
  const found = await checkPackage(createPackageFromTarballData(tarball))
  if (found.types === false) return ['no types']
  const foreign = ['node10', 'node16-cjs']
  return found.problems.filter(
    (problem) => !('resolutionKind' in problem && foreign.includes(problem.resolutionKind)),
  )
}

t.test(
  'every package packs, and publint and are-the-types-wrong find nothing in its tarball',
  async (t) => {
    for (const { manifest, tarball, problem } of packed) {
      t.equal(problem, '', manifest.name)
      const bytes = Uint8Array.from(readFileSync(join(folder, tarball)))
      t.same(await warningsIn(bytes), [], manifest.name)
      t.same(await problemsIn(bytes), [], manifest.name)
    }
  },
)

t.test(
  'unpacked side by side, with nothing but what they declare, all packages can be imported',
  async (t) => {
    unpack(folder, packed)
    const names = packed.flatMap(({ manifest }) =>
      Object.keys(manifest.exports).map((entry) => `${manifest.name}${entry.slice(1)}`),
    )
    const script = `for (const name of ${JSON.stringify(names)}) { const all = await import(name); console.log(name, Object.keys(all).length) }`
    const { status, text } = run(folder, process.execPath, '--input-type=module', '-e', script)
    t.equal(status, 0, text)
    t.match(text, /@momenta\/optimizers \d{2}/)
  },
)
