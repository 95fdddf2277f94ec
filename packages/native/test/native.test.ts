import {
  loadTensorflow,
  type Machine,
  type Ran,
  type Surroundings,
  setUpTensorflow,
} from '@momenta/native'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'

/** A machine in memory on which everything works, and what was run on it. */
const played = (
  changes: Partial<Machine> = {},
  fails: (line: string) => Partial<Ran> | undefined = () => undefined,
) => {
  const files = new Map<string, string>()
  const lines: string[] = []
  const under = (path: string) =>
    [...files.keys()].filter((name) => name === path || name.startsWith(`${path}/`))
  const machine: Machine = {
    platform: 'linux',
    arch: 'x64',
    environment: { MOMENTA_CACHE: '/cache' },
    homeFolder: '/home/me',
    workingFolder: '/nowhere',
    pid: 7,
    node: '/bin/node',
    glibc: () => '2.36',
    birthOf: (pid) => `boot/${pid}`,
    run: async (command, args, { folder } = {}) => {
      const line = [command, ...args].join(' ')
      lines.push(line)
      const failed = fails(line)
      if (failed !== undefined) return { status: 1, stdout: '', stderr: '', ...failed }
      const at = (flag: string) => args[args.indexOf(flag) + 1] as string
      const backend = /@(tensorflow\/tfjs-node(-gpu)?)@/.exec(line)?.[1]
      if (args.includes('install'))
        files.set(`${folder}/node_modules/@${backend}/package.json`, '{"version":"4.22.0"}')
      if (args.includes('download')) files.set(`${at('-d')}/tensorflow.whl`, '')
      if (args[0] === '-c' && args.length === 4)
        for (const name of ['cc', 'framework'])
          files.set(`${args[3]}/tensorflow/libtensorflow_${name}.so.2`, `the library ${name}`)
      if (args.includes('-o')) files.set(at('-o'), 'the addon')
      return { status: 0, stdout: '{"product":[11]}', stderr: '' }
    },
    exists: (path) => under(path).length > 0,
    size: (path) => files.get(path)?.length,
    read: (path) => files.get(path),
    write: (path, text) => void files.set(path, text),
    claim: (path, text) => !files.has(path) && files.set(path, text) !== undefined,
    list: () => [],
    makeFolder: () => {},
    rename: (from, to) => {
      for (const name of under(from)) {
        files.set(`${to}${name.slice(from.length)}`, files.get(name) as string)
        files.delete(name)
      }
    },
    remove: (path) => {
      for (const name of under(path)) files.delete(name)
    },
    free: () => 1e11,
    ...changes,
  }
  return { machine, files, lines }
}

const messageOf = async (machine: Machine, gpu = false): Promise<string> => {
  const outcome = await setUpTensorflow({ machine, gpu })
  return E.isLeft(outcome) ? outcome.left.message : `ready: ${outcome.right.how}`
}

t.test('a set-up runs its steps once, and a second one nothing', async (t) => {
  const { machine, files, lines } = played()
  const titles: string[] = []
  const first = await setUpTensorflow({ machine, onProgress: ({ title }) => titles.push(title) })
  t.match(first, E.right({ how: 'made' }))
  t.same(titles, [
    'check the machine',
    'fetch TensorFlow.js 4.22.0',
    'fetch TensorFlow 2.18.1',
    'unpack TensorFlow',
    'compile the addon',
    'verify a product and a gradient',
  ])
  t.notOk(
    [...files.keys()].some((name) => /partial|scratch|lock|\.whl/.test(name)),
    'nothing half-made, no wheel, no lock stays',
  )
  const ran = lines.length
  t.match(await setUpTensorflow({ machine }), E.right({ how: 'cached' }))
  t.equal(lines.length, ran)
})

t.test('what is missing is one line with the remedy, and nothing half-made stays', async (t) => {
  const cases: readonly (readonly [
    string,
    Partial<Machine>,
    (line: string) => Partial<Ran> | undefined,
    RegExp,
  ])[] = [
    [
      'no python',
      {},
      (l) => (l.includes('pip --version') ? { status: null } : undefined),
      /python3 must be there and have pip, and it is not; install python3 and python3-pip/,
    ],
    [
      'no pip',
      {},
      (l) => (l.includes('pip --version') ? { status: 1 } : undefined),
      /and it has not; install/,
    ],
    [
      'no compiler',
      {},
      (l) => (l.includes('-fsyntax-only') ? { status: null } : undefined),
      /a C\+\+17 compiler must be there \(c\+\+, g\+\+ or clang\+\+\), and it is not; install g\+\+/,
    ],
    [
      'another platform',
      { platform: 'win32' },
      () => undefined,
      /the platform must be linux x64 with glibc, got win32 x64; use the wasm backend/,
    ],
    [
      'another C library',
      { glibc: () => undefined },
      () => undefined,
      /must be linux x64 with glibc, got linux x64 with another C library; use/,
    ],
    [
      'no room',
      { free: () => 1e9 },
      () => undefined,
      /must have 2.5 GB free, got 1.0; make room, or set MOMENTA_CACHE/,
    ],
    [
      'no network for npm',
      {},
      (l) => (l.includes('install') ? { stderr: 'npm error code ENOTFOUND' } : undefined),
      /npm must fetch @tensorflow\/tfjs-node@4.22.0, and it failed \(npm error code ENOTFOUND\)/,
    ],
    [
      'no npm',
      {},
      (l) => (l.includes('install') ? { status: null } : undefined),
      /npm must fetch .*, and it is not there; install npm and run the set-up again/,
    ],
    [
      'no network for pip',
      {},
      (l) => (l.includes('download') ? { stderr: 'ERROR: No matching distribution' } : undefined),
      /pip must fetch tensorflow-cpu==2.18.1, and it failed \(ERROR: No matching/,
    ],
    [
      'a corrupt wheel',
      {},
      (l) => (l.includes('extract') ? { stderr: 'zipfile.BadZipFile: Bad CRC-32' } : undefined),
      /the wheels must be whole .* got zipfile.BadZipFile: Bad CRC-32; they were deleted/,
    ],
    [
      'a compiler that fails',
      {},
      (l) => (l.includes('tfjs_binding.cc') ? { stderr: 'fatal error: x.h' } : undefined),
      /c\+\+ must compile the addon, and it failed \(fatal error: x.h\)/,
    ],
    [
      'an addon that does not load',
      {},
      (l) => (l.includes('verify.js') ? { stderr: 'Error: undefined symbol' } : undefined),
      /must compute a product and a gradient here, and it did not \(Error: undefined symbol\)/,
    ],
    [
      'a folder that cannot be written',
      {
        makeFolder: () => {
          throw new Error('EACCES: permission denied')
        },
      },
      () => undefined,
      /must be writable and have room, got EACCES: permission denied; set MOMENTA_CACHE/,
    ],
  ]
  for (const [name, changes, fails, expected] of cases) {
    const { machine, files } = played(changes, fails)
    const message = await messageOf(machine)
    t.match(message, expected, name)
    t.notMatch(message, '\n', name)
    t.notOk(
      [...files.keys()].some((file) => /partial|scratch|lock|ready\.json|binding\.node/.test(file)),
      `${name}: nothing half-made`,
    )
  }
})

t.test('an interrupted set-up goes on where it stopped', async (t) => {
  let broken = true
  const { machine, lines } = played({}, (l) =>
    broken && l.includes('tfjs_binding.cc') ? { stderr: 'error' } : undefined,
  )
  t.match(await messageOf(machine), /must compile/)
  broken = false
  const before = lines.length
  t.equal(await messageOf(machine), 'ready: made')
  t.notOk(
    lines.slice(before).some((line) => /install|download/.test(line)),
    'nothing is fetched twice',
  )
})

const root = '/cache/tensorflow-2.18.1-cpu-tfjs-4.22.0-linux-x64'
const backend = `${root}/node/node_modules/@tensorflow/tfjs-node`
const addon = `${backend}/lib/napi-v8/tfjs_binding.node`
const library = `${root}/site/tensorflow/libtensorflow_cc.so.2`

t.test('two at once: the second says who is at it', async (t) => {
  const { machine, files, lines } = played()
  files.set(`${root}/lock`, '41 boot/41')
  t.match(await messageOf(machine), /process 41 is at it already; wait for it, or stop it/)
  t.equal(files.get(`${root}/lock`), '41 boot/41', 'its lock stays')
  t.same(lines, [], 'nothing was run')
})

t.test('a lock is taken over where its process has ended', async (t) => {
  const locks: readonly (readonly [string, string, Partial<Machine>])[] = [
    ['gone', '41 boot/41', { birthOf: (pid) => (pid === 41 ? undefined : 'boot/7') }],
    ['another process has its number', '41 boot/1', {}],
    ['the machine was started anew', '41 earlier/41', {}],
    ['cut short', '41', {}],
    ['empty', '', {}],
  ]
  for (const [name, text, changes] of locks) {
    const { machine, files } = played(changes)
    files.set(`${root}/lock`, text)
    t.equal(await messageOf(machine), 'ready: made', name)
    t.notOk(files.has(`${root}/lock`), name)
  }
})

t.test('what was deleted or cut short since is seen, and made again, no more', async (t) => {
  const cases: readonly (readonly [string, (files: Map<string, string>) => void, RegExp])[] = [
    ['addon deleted', (files) => files.delete(addon), /^(?!.*(install|download)).*tfjs_binding.cc/],
    [
      'addon cut short',
      (files) => files.set(addon, 'the'),
      /^(?!.*(install|download)).*binding.cc/,
    ],
    ['library deleted', (files) => files.delete(library), /^(?!.*(install|binding.cc)).*download/],
    [
      'library cut short',
      (files) => files.set(library, ''),
      /^(?!.*(install|binding.cc)).*download/,
    ],
    [
      'package deleted',
      (files) => {
        for (const name of [...files.keys()]) if (name.startsWith(backend)) files.delete(name)
      },
      /^(?!.*download).*install.*binding.cc/,
    ],
    [
      'stamp cut short',
      (files) => files.set(`${root}/ready.json`, '{"si'),
      /^(?!.*(load|cc)).*verify/,
    ],
  ]
  for (const [name, harm, ran] of cases) {
    const { machine, files, lines } = played()
    await setUpTensorflow({ machine })
    harm(files)
    t.match(await loadTensorflow({ machine }), E.left({ kind: 'set-up' }), name)
    const before = lines.length
    t.equal(await messageOf(machine), 'ready: made', name)
    t.match(lines.slice(before).join(' '), ran, name)
    t.equal(await messageOf(machine), 'ready: cached', name)
  }
})

t.test('room is asked for what is left to do', async (t) => {
  let broken = true
  const { machine } = played({ free: () => 3e9 }, (l) =>
    broken && l.includes('tfjs_binding.cc') ? { stderr: 'error' } : undefined,
  )
  await messageOf(machine)
  broken = false
  t.equal(await messageOf({ ...machine, free: () => 1e9 }), 'ready: made')
})

t.test('the GPU set-up fetches the libraries that the wheel itself names', async (t) => {
  const { machine, lines } = played()
  const run = machine.run
  const named = {
    ...machine,
    run: async (command: string, args: readonly string[], where?: Surroundings) =>
      args[0] === '-c' && args.length === 3
        ? {
            status: 0,
            stdout: 'nvidia-cublas-cu12==12.5.3.2\nnvidia-cudnn-cu12==9.3.0.75\n',
            stderr: '',
          }
        : run(command, args, where),
  }
  t.equal(await messageOf(named, true), 'ready: made')
  const fetched = lines.filter((line) => line.includes('download'))
  t.match(fetched[0], / tensorflow==2.18.1$/)
  t.match(fetched[1], / nvidia-cublas-cu12==12.5.3.2 nvidia-cudnn-cu12==9.3.0.75$/)
})

t.test(
  'loading says what to do where nothing was set up, or where the versions differ',
  async (t) => {
    const { machine, files } = played()
    t.match(
      await loadTensorflow({ machine }),
      E.left({
        kind: 'set-up',
        message:
          'loadTensorflow: TensorFlow must be set up first, and it is not; run npx @momenta/native',
      }),
    )
    await setUpTensorflow({ machine })
    const text = files.get(`${backend}/package.json`) as string
    files.set(`${backend}/package.json`, text.replace('4.22.0', '3.22.0'))
    t.match(
      await loadTensorflow({ machine }),
      E.left({
        kind: 'version',
        message: /must have the version of the native backend, 3.22.0, got 4.22.0/,
      }),
    )
  },
)
