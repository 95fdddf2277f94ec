// Compiles the kernels twice, for an unshared and for a shared memory, and writes them as base64
// into
// dist: users have nothing to fetch and nothing to configure.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js')
const options = [
  ...['-O3', '--noAssert', '--enable', 'simd', '--runtime', 'stub', '--disableWarning', '112'],
  ...['--importMemory', '--noExportMemory', '--initialMemory', '1'],
]

const compile = (out, flags) => {
  const args = [compiler, 'assembly/index.ts', '-o', out, ...options, ...flags]
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(1)
  return readFileSync(out).toString('base64')
}

const folder = mkdtempSync(join(tmpdir(), 'momenta-kernels-'))
const sharedMemory = ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536']
const own = compile(join(folder, 'own.wasm'), [])
const shared = compile(join(folder, 'shared.wasm'), sharedMemory)
rmSync(folder, { recursive: true })
writeFileSync(
  join(root, 'dist/wasm/memory/binaries.js'),
  `export const binaries = ${JSON.stringify({ own, shared })}\n`,
)
