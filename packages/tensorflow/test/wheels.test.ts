import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { bin, makeCache, onLinux, runCommand, standIn } from './runCommand.js'

const python = spawnSync('python3', ['-m', 'pip', '--version']).status === 0
const withPython = python ? onLinux : { skip: 'no python3 with pip' }

/** A wheel of a library of 4 MB of a repeated byte, stored as it is. */
const wheel = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as wheel:
    for name in ('cc', 'framework'): wheel.writestr('tensorflow/libtensorflow_%s.so.2' % name, b'x' * 4000000)
    wheel.writestr('tensorflow/__init__.py', 'raise Exception')
`
/** A setup that has fetched everything and unpacked nothing, with the real Python. */
const makeFetched = (t: { teardown: (f: () => void) => void }) => {
  const made = makeCache(t)
  const backend = join(made.root, 'node', 'node_modules', '@tensorflow', 'tfjs-node')
  mkdirSync(backend, { recursive: true })
  mkdirSync(join(made.root, 'wheels'))
  writeFileSync(join(backend, 'package.json'), '{"version":"4.22.0"}')
  writeFileSync(join(backend, 'index.js'), standIn)
  const path = join(made.root, 'wheels', 'tensorflow_cpu.whl')
  spawnSync('python3', ['-c', wheel, path])
  return {
    ...made,
    path,
    environment: { ...made.environment, PYTHON: 'python3', PATH: process.env.PATH },
  }
}

t.test('of a wheel only libraries and headers are unpacked', withPython, async (t) => {
  const { folder, environment, root } = makeFetched(t)
  t.equal(runCommand([], environment, folder).status, 0)
  t.same(readdirSync(join(root, 'site', 'tensorflow')).sort(), [
    'libtensorflow_cc.so.2',
    'libtensorflow_framework.so.2',
  ])
  t.notOk(existsSync(join(root, 'wheels')), 'the wheel is not kept')
})

t.test('a corrupt wheel is detected by its checksum and deleted', withPython, async (t) => {
  const { folder, environment, root, path } = makeFetched(t)
  const bytes = readFileSync(path)
  bytes[2_000_000] = 0
  writeFileSync(path, bytes)
  const { status, stderr } = runCommand(['--quiet'], environment, folder)
  t.equal(status, 1)
  t.match(
    stderr,
    /^setup:tensorflow: unpacking the wheels failed .*Bad CRC-32.*run the setup again\n$/,
  )
  t.same(readdirSync(root), ['node'])
})

t.test('a truncated wheel is detected and deleted', withPython, async (t) => {
  const { folder, environment, root, path } = makeFetched(t)
  truncateSync(path, 3_000_000)
  const { status, stderr } = runCommand(['--quiet'], environment, folder)
  t.equal(status, 1)
  t.match(stderr, /^setup:tensorflow: unpacking the wheels failed .*not a zip file.*again\n$/)
  t.same(readdirSync(root), ['node'])
})

t.test('a disk that fills up while unpacking leaves nothing incomplete', withPython, async (t) => {
  const { folder, environment, root } = makeFetched(t)
  // no file may exceed 1 MB: the writer gets the same error as on a full disk, but for its number
  const limited = `ulimit -f 1000; exec "$0" "$@"`
  const env = { ...process.env, ...environment }
  const ran = spawnSync('bash', ['-c', limited, process.execPath, bin, '--quiet'], {
    encoding: 'utf8',
    cwd: folder,
    env,
  })
  t.equal(ran.status, 1)
  t.match(
    ran.stderr,
    /^setup:tensorflow: unpacking the wheels failed .*\[Errno 27\].*check the free space .*\n$/,
  )
  t.same(readdirSync(root), ['node'])
})
