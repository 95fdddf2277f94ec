import '@momenta/gradients'
import '@tensorflow/tfjs-backend-cpu'
import { spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { loadTensorflow, setUpTensorflow } from '@momenta/native'
import * as tf from '@tensorflow/tfjs-core'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'

tf.env().set('PROD', true)
const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url))
const command = (args: readonly string[], environment = {}, cwd = process.cwd()) => {
  const env = { ...process.env, ...environment }
  return spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8', cwd, env })
}
/** What the command answers as JSON; a cache folder may be a link. */
const answerOf = (stdout: string) => {
  const { how, backend } = JSON.parse(stdout)
  return { how, backend: realpathSync(backend) }
}
const name = 'tensorflow-2.18.1-cpu-tfjs-4.22.0-linux-x64'
const onLinux =
  process.platform === 'linux' && process.arch === 'x64' ? {} : { skip: 'not linux x64' }

/** What stands in for TensorFlow.js's package: enough to be verified. */
const standIn = `
const tensor = (...values) => ({ dataSync: () => values })
module.exports = { version_core: '4.22.0', tensor2d: (x) => x, matMul: () => tensor(11), square: (x) => x, grad: () => () => tensor(6),
  getBackend: () => 'tensorflow', backend: () => ({ binding: { TF_Version: '2.18.1' } }) }`

/** npm, python3 and a compiler that leave what the real ones leave, and a line in the file ran; pip does not end while there is a file called slow. */
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

/** Every file below a folder with its size and when it was changed: what any work in it would alter. */
const contentsOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((each) => {
      const { size, mtimeMs, ctimeMs } = lstatSync(join(folder, each))
      return { each, size, mtimeMs, ctimeMs }
    })

/** A cache and the tools in a folder of their own. */
const bench = (t: { teardown: (f: () => void) => void }) => {
  const folder = mkdtempSync(join(tmpdir(), 'momenta-native-'))
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

t.test('the command tells its options, and refuses others', async (t) => {
  t.match(command(['--help']).stdout, /--gpu/)
  const { status, stderr } = command(['--gpus'])
  t.equal(status, 2)
  t.match(stderr, /unknown option '--gpus'/)
})

t.test('the command: a line a step, once, and nothing else in the cache', onLinux, async (t) => {
  const { folder, environment, root } = bench(t)
  const first = command([], environment, folder)
  t.equal(first.status, 0, first.stderr)
  t.same(first.stderr.match(/^\d\/7 .*(?= \(\d+ s\)$)/gm), [
    '1/7 check the machine',
    '2/7 fetch TensorFlow.js 4.22.0',
    '3/7 fetch TensorFlow 2.18.1',
    '5/7 unpack TensorFlow',
    '6/7 compile the addon',
    '7/7 verify a product and a gradient',
  ])
  t.equal(first.stdout, '')
  t.same(readdirSync(root).sort(), ['node', 'ready.json', 'site'])
  t.ok(
    readFileSync(join(folder, 'scratch'), 'utf8').startsWith(root),
    'temporary files too lie where room was asked for',
  )
  const [before, ran] = [contentsOf(root), readFileSync(join(folder, 'ran'), 'utf8')]
  const second = command(['--json', '--quiet'], environment, folder)
  t.match(JSON.parse(second.stdout), { how: 'cached' })
  t.equal(second.stderr, '')
  t.same(contentsOf(root), before, 'a second run writes nothing')
  t.equal(readFileSync(join(folder, 'ran'), 'utf8'), ran, 'and starts nothing')
  const stamp = JSON.parse(readFileSync(join(root, 'ready.json'), 'utf8'))
  t.match(stamp, { tfjs: '4.22.0', tensorflow: '2.18.1', product: [11], gradient: [6] })
})

t.test(
  'killed while it fetches: nothing is ready, and the next run goes on',
  onLinux,
  async (t) => {
    const { folder, environment, root } = bench(t)
    writeFileSync(join(folder, 'slow'), '')
    const env = { ...process.env, ...environment }
    const child = spawn(process.execPath, [bin], { env, cwd: folder, detached: true })
    const ended = new Promise((resolve) => child.on('close', resolve))
    while (!existsSync(join(folder, 'fetching'))) await setTimeout(20)
    const other = command([], environment, folder)
    t.equal(other.status, 1)
    t.match(other.stderr, new RegExp(`process ${child.pid} is at it already; wait for it`))
    process.kill(-(child.pid as number), 'SIGKILL')
    await ended
    t.ok(existsSync(join(root, 'lock')), 'it could not tidy up')
    t.notOk(existsSync(join(root, 'ready.json')))
    rmSync(join(folder, 'slow'))
    const again = command([], environment, folder)
    t.equal(again.status, 0, again.stderr)
    t.notMatch(again.stderr, 'fetch TensorFlow.js', 'what was done is not done again')
    t.same(readdirSync(root).sort(), ['node', 'ready.json', 'site'])
  },
)

const python = spawnSync('python3', ['-m', 'pip', '--version']).status === 0
const withPython = python ? onLinux : { skip: 'no python3 with pip' }

/** A wheel of a library of 4 MB of a repeated byte, stored as it is. */
const wheel = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as wheel:
    for name in ('cc', 'framework'): wheel.writestr('tensorflow/libtensorflow_%s.so.2' % name, b'x' * 4000000)
    wheel.writestr('tensorflow/__init__.py', 'raise Exception')
`
/** A set-up that has fetched all and unpacked nothing; its Python is the real one. */
const fetched = (t: { teardown: (f: () => void) => void }) => {
  const made = bench(t)
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
  const { folder, environment, root } = fetched(t)
  t.equal(command([], environment, folder).status, 0)
  t.same(readdirSync(join(root, 'site', 'tensorflow')).sort(), [
    'libtensorflow_cc.so.2',
    'libtensorflow_framework.so.2',
  ])
  t.notOk(existsSync(join(root, 'wheels')), 'the wheel is not kept')
})

t.test('a corrupt wheel is found out by its checksum and deleted', withPython, async (t) => {
  const { folder, environment, root, path } = fetched(t)
  const bytes = readFileSync(path)
  bytes[2_000_000] = 0
  writeFileSync(path, bytes)
  const { status, stderr } = command(['--quiet'], environment, folder)
  t.equal(status, 1)
  t.match(
    stderr,
    /^setup:tensorflow: the wheels must be whole .*Bad CRC-32.*run the set-up again\n$/,
  )
  t.same(readdirSync(root), ['node'])
})

t.test('a wheel cut short is found out and deleted', withPython, async (t) => {
  const { folder, environment, root, path } = fetched(t)
  truncateSync(path, 3_000_000)
  const { status, stderr } = command(['--quiet'], environment, folder)
  t.equal(status, 1)
  t.match(stderr, /^setup:tensorflow: the wheels must be whole .*not a zip file.*again\n$/)
  t.same(readdirSync(root), ['node'])
})

t.test('a disk that fills up while unpacking leaves nothing half-made', withPython, async (t) => {
  const { folder, environment, root } = fetched(t)
  // no file may grow over 1 MB: what the system answers to the writer is the same as on a full disk, but for the number of the error
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
    /^setup:tensorflow: the wheels must be whole and there must be room .*\[Errno 27\].*\n$/,
  )
  t.same(readdirSync(root), ['node'])
})

// in CI this is the set-up, if .ci/run has not made it yet; elsewhere nobody's disk is filled unasked
const made = process.env.CI ? await setUpTensorflow() : E.right(undefined)
await tf.setBackend('cpu')
const loaded = E.isLeft(made) ? made : await loadTensorflow()
const unless = E.isLeft(loaded) ? { skip: loaded.left.message } : {}
const backend = E.isRight(loaded) ? loaded.right.backend : ''

t.test(
  'what was verified here loads here: no fault of loading passes for a skipped test',
  async (t) => {
    const { MOMENTA_CACHE, XDG_CACHE_HOME = join(homedir(), '.cache') } = process.env
    const stamp = join(MOMENTA_CACHE ?? join(XDG_CACHE_HOME, 'momenta'), name, 'ready.json')
    const verified =
      existsSync(stamp) && JSON.parse(readFileSync(stamp, 'utf8')).sizes !== undefined
    t.equal(verified && E.isLeft(loaded) ? loaded.left.message : '', '')
  },
)

t.test('on this machine', unless, async (t) => {
  t.equal(tf.getBackend(), 'cpu', 'the current backend stays current')
  t.same(await loadTensorflow(), loaded, 'a second call loads nothing')
  t.match(
    await loadTensorflow({ gpu: true }),
    E.left({ kind: 'backend', message: /one without CUDA/ }),
  )
  const made = tf.tensor2d([
    [1, 2],
    [3, 4],
  ])
  await tf.setBackend('tensorflow')
  const before = tf.memory().numTensors
  t.same(
    [...tf.matMul(made, made).dataSync()],
    [7, 10, 15, 22],
    'a tensor of another backend moves',
  )
  const x = tf.variable(made)
  const loss = () => tf.sum(tf.square(tf.relu(x))) as tf.Scalar
  const { value, grads } = tf.variableGrads(loss, [x])
  t.same([...value.dataSync()], [30])
  t.same([...(grads[x.name] as tf.Tensor).dataSync()], [2, 4, 6, 8])
  t.equal(
    tf.memory().numTensors,
    before + 4,
    'product, variable, loss, gradient: one engine counts',
  )
  t.ok(tf.tidy(() => tf.add(x, x)) instanceof tf.Tensor)
  t.equal(tf.memory().numTensors, before + 5)
})

t.test('on this machine nothing is printed, by loading or by the first operations', unless, (t) => {
  const script = `
    import { loadTensorflow } from '@momenta/native'
    import * as tf from '@tensorflow/tfjs-core'
    await loadTensorflow()
    await tf.matMul(tf.ones([2, 2]), tf.ones([2, 2])).data()
    if (tf.getBackend() !== 'tensorflow') console.log(tf.getBackend())`
  const quiet = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  })
  t.equal(quiet.stdout + quiet.stderr, '')
  t.end()
})

t.test(
  'on this machine oneDNN is on, unless it is left to TensorFlow or to the environment',
  unless,
  async (t) => {
    const oneDnn = (options: string, TF_ENABLE_ONEDNN_OPTS?: string) => {
      const script = `
      import { loadTensorflow } from '@momenta/native'
      await loadTensorflow(${options})
      process.stdout.write(String(process.env.TF_ENABLE_ONEDNN_OPTS))`
      const env = { ...process.env, TF_ENABLE_ONEDNN_OPTS }
      return spawnSync(process.execPath, ['--input-type=module', '-e', script], {
        encoding: 'utf8',
        env,
      }).stdout
    }
    t.equal(oneDnn(''), '1')
    t.equal(oneDnn('{ oneDnn: false }'), 'undefined')
    t.equal(oneDnn('', '0'), '0')
  },
)

t.test(
  'on this machine a working installation of the project is used, a broken one is not',
  unless,
  async (t) => {
    const project = mkdtempSync(join(tmpdir(), 'momenta-native-'))
    t.teardown(() => rmSync(project, { recursive: true, force: true }))
    const own = join(project, 'node_modules', '@tensorflow', 'tfjs-node')
    mkdirSync(dirname(own), { recursive: true })
    symlinkSync(backend, own)
    const working = command(['--json'], {}, project)
    t.match(answerOf(working.stdout), { how: 'installed', backend })
    t.equal(working.stderr, '', 'no step was taken')
    rmSync(own)
    mkdirSync(join(own, 'lib', 'napi-v8'), { recursive: true })
    writeFileSync(
      join(own, 'package.json'),
      '{"version":"4.22.0","main":"lib/napi-v8/tfjs_binding.node"}',
    )
    writeFileSync(join(own, 'lib', 'napi-v8', 'tfjs_binding.node'), 'no addon')
    t.match(answerOf(command(['--json'], {}, project).stdout), { how: 'cached', backend })
    const script = `
    import { loadTensorflow } from ${JSON.stringify(import.meta.resolve('@momenta/native'))}
    console.log(JSON.stringify(await loadTensorflow()))`
    const load = (environment = {}) =>
      JSON.parse(
        spawnSync(process.execPath, ['--input-type=module', '-e', script], {
          encoding: 'utf8',
          cwd: project,
          env: { ...process.env, ...environment },
        }).stdout,
      )
    t.match(load(), { _tag: 'Right', right: { backend } })
    t.match(load({ MOMENTA_CACHE: project }), {
      left: {
        kind: 'backend',
        message: /^loadTensorflow: .* must load, got .*; run npx @momenta\/native$/,
      },
    })
  },
)

/** The place, if the backend lies in the cache and not in the project. */
const root = backend.includes(name) ? backend.slice(0, backend.indexOf(name) + name.length) : ''
const unlessCached =
  root === '' ? { skip: 'skip' in unless ? unless.skip : 'not in the cache' } : {}

t.test(
  'on this machine a lost addon is compiled and verified again, and loads',
  unlessCached,
  async (t) => {
    // hard links, so in the same file system: nothing is fetched or copied
    const cache = join(dirname(root), `test-${process.pid}`)
    t.teardown(() => rmSync(cache, { recursive: true, force: true }))
    mkdirSync(cache)
    t.equal(spawnSync('cp', ['-al', root, cache]).status, 0)
    const copy = join(cache, name)
    rmSync(join(backend.replace(root, copy), 'lib'), { recursive: true })
    const environment = { MOMENTA_CACHE: cache }
    const first = command([], environment, tmpdir())
    t.equal(first.status, 0, first.stderr)
    t.notMatch(first.stderr, /fetch|unpack/)
    t.match(first.stderr, /compile the addon/)
    const before = contentsOf(copy)
    const second = command(['--json'], environment, tmpdir())
    t.match(JSON.parse(second.stdout), { how: 'cached', backend: backend.replace(root, copy) })
    t.equal(second.stderr, '')
    t.same(contentsOf(copy), before, 'a second run writes nothing')
  },
)
