import { type CommandResult, type Machine, setUpTensorflow } from '@momenta/tensorflow'

/**
 * A machine in memory on which everything works but `changes` and `fails`, and what was run on it.
 */
export const simulateMachine = (
  changes: Partial<Machine> = {},
  fails: (line: string) => Partial<CommandResult> | undefined = () => undefined,
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
    identifyProcess: (pid) => `boot/${pid}`,
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

/** What the setup reports: its error, or how it got ready. */
export const messageOf = async (machine: Machine, gpu = false): Promise<string> => {
  const outcome = await setUpTensorflow({ machine, gpu })
  return outcome.ok ? `ready: ${outcome.how}` : outcome.message
}

/** Paths of the simulated setup. */
export const root = '/cache/tensorflow-2.18.1-cpu-tfjs-4.22.0-linux-x64'
export const backend = `${root}/node/node_modules/@tensorflow/tfjs-node`
export const addon = `${backend}/lib/napi-v8/tfjs_binding.node`
export const library = `${root}/site/tensorflow/libtensorflow_cc.so.2`
