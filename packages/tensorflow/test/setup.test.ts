import { type CommandOptions, setUpTensorflow } from '@momenta/tensorflow'
import t from 'tap'
import { messageOf, simulateMachine } from './simulateMachine.js'

t.test('a setup runs its steps once, a second one runs nothing', async (t) => {
  const { machine, files, lines } = simulateMachine()
  const titles: string[] = []
  const first = await setUpTensorflow({ machine, onProgress: ({ title }) => titles.push(title) })
  t.match(first, { ok: true, how: 'made' })
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
    'nothing incomplete, no wheel and no lock stays',
  )
  const ran = lines.length
  t.match(await setUpTensorflow({ machine }), { ok: true, how: 'cached' })
  t.equal(lines.length, ran)
})

t.test('an interrupted setup continues where it stopped', async (t) => {
  let broken = true
  const { machine, lines } = simulateMachine({}, (l) =>
    broken && l.includes('tfjs_binding.cc') ? { stderr: 'error' } : undefined,
  )
  t.match(await messageOf(machine), /failed to compile/)
  broken = false
  const before = lines.length
  t.equal(await messageOf(machine), 'ready: made')
  t.notOk(
    lines.slice(before).some((line) => /install|download/.test(line)),
    'nothing is fetched twice',
  )
})

t.test('disk space is required for the remaining steps only', async (t) => {
  let broken = true
  const { machine } = simulateMachine({ free: () => 3e9 }, (l) =>
    broken && l.includes('tfjs_binding.cc') ? { stderr: 'error' } : undefined,
  )
  await messageOf(machine)
  broken = false
  t.equal(await messageOf({ ...machine, free: () => 1e9 }), 'ready: made')
})

t.test('the GPU setup fetches the libraries that the wheel itself names', async (t) => {
  const { machine, lines } = simulateMachine()
  const run = machine.run
  const named = {
    ...machine,
    run: async (command: string, args: readonly string[], where?: CommandOptions) =>
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
