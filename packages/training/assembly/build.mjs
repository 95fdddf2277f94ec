// Compiles the kernels twice, for a memory of one thread and for a shared one, and writes them as base64 into dist: nothing to fetch, nothing to configure.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const compiled = (folder, name, flags) => {
  const out = join(folder, `${name}.wasm`)
  const options = [
    '-O3',
    '--enable',
    'simd',
    '--runtime',
    'stub',
    '--importMemory',
    '--noExportMemory',
  ]
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/assemblyscript/bin/asc.js'),
      'assembly/index.ts',
      '-o',
      out,
      ...options,
      '--initialMemory',
      '1',
      '--noAssert',
      '--disableWarning',
      '112',
      ...flags,
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
  )
  if (status !== 0) process.exit(1)
  return readFileSync(out).toString('base64')
}

const folder = mkdtempSync(join(tmpdir(), 'momenta-training-'))
const own = compiled(folder, 'own', [])
const shared = compiled(folder, 'shared', [
  '--enable',
  'threads',
  '--sharedMemory',
  '--maximumMemory',
  '65536',
])
rmSync(folder, { recursive: true })
writeFileSync(
  join(root, 'dist/wasm/memory/binaries.js'),
  `export const binaries = ${JSON.stringify({ own, shared })}\n`,
)
