import { spawnSync } from 'node:child_process'
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url))
export const runCommand = (args: readonly string[], environment = {}, cwd = process.cwd()) => {
  const env = { ...process.env, ...environment }
  return spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8', cwd, env })
}
export const name = 'tensorflow-2.18.1-cpu-tfjs-4.22.0-linux-x64'
export const onLinux =
  process.platform === 'linux' && process.arch === 'x64' ? {} : { skip: 'not linux x64' }

/** Replaces TensorFlow.js's package: enough for the verification. */
export const standIn = `
const tensor = (...values) => ({ dataSync: () => values })
module.exports = { version_core: '4.22.0', tensor2d: (x) => x, matMul: () => tensor(11), square: (x) => x, grad: () => () => tensor(6),
  getBackend: () => 'tensorflow', backend: () => ({ binding: { TF_Version: '2.18.1' } }) }`

/**
 * npm, python3 and a compiler that write what the real ones write, and a line to the file `ran`;
 * pip does not end while the file `slow` exists.
 */
const tools = (folder: string) => ({
  npm: `P=node_modules/@tensorflow/tfjs-node; mkdir -p $P; cp ${folder}/stand-in.cjs $P/index.js; echo '{"version":"4.22.0"}' > $P/package.json`,
  python3: `case "$*" in
  *"pip --version"*) ;;
  *download*) for i; do [ "$last" = -d ] && to=$i; last=$i; done; echo $TMPDIR > ${folder}/scratch
    echo part > $to/tensorflow.whl; [ -e ${folder}/slow ] && touch ${folder}/fetching && sleep 3600; echo whole > $to/tensorflow.whl ;;
  *) grep -q whole $3/tensorflow.whl || exit 1
    mkdir -p $4/tensorflow; for i in cc framework; do echo $i > $4/tensorflow/libtensorflow_$i.so.2; done ;;
  esac`,
  'c++': `for i; do [ "$last" = -o ] && echo addon > $i; last=$i; done; true`,
})

/** Every file in a folder with its size and times of change, which any write would alter. */
export const contentsOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((each) => {
      const { size, mtimeMs, ctimeMs } = lstatSync(join(folder, each))
      return { each, size, mtimeMs, ctimeMs }
    })

/** A temporary folder with an empty cache and the tools. */
export const makeCache = (t: { teardown: (f: () => void) => void }) => {
  const folder = mkdtempSync(join(tmpdir(), 'momenta-tensorflow-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'stand-in.cjs'), standIn)
  for (const [tool, script] of Object.entries(tools(folder)))
    writeFileSync(
      join(folder, 'bin', tool),
      `#!/bin/sh\necho ${tool} >> ${folder}/ran\n${script}\n`,
      { mode: 0o755 },
    )
  const environment = {
    MOMENTA_CACHE: join(folder, 'cache'),
    PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
    CXX: join(folder, 'bin', 'c++'),
    PYTHON: join(folder, 'bin', 'python3'),
  }
  return { folder, environment, root: join(folder, 'cache', name) }
}
