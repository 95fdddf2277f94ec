import type { Machine } from '@momenta/tensorflow'
import t from 'tap'
import { messageOf, root, simulateMachine } from './simulateMachine.js'

t.test('of two setups at once the second names the process of the first', async (t) => {
  const { machine, files, lines } = simulateMachine()
  files.set(`${root}/lock`, '41 boot/41')
  t.match(
    await messageOf(machine),
    /process 41 is already setting up TensorFlow; wait for it, or stop it/,
  )
  t.equal(files.get(`${root}/lock`), '41 boot/41', 'its lock stays')
  t.same(lines, [], 'nothing was run')
})

t.test('a lock whose process has ended is replaced', async (t) => {
  const locks: readonly (readonly [string, string, Partial<Machine>])[] = [
    ['ended', '41 boot/41', { identifyProcess: (pid) => (pid === 41 ? undefined : 'boot/7') }],
    ['another process has its id', '41 boot/1', {}],
    ['the machine was restarted', '41 earlier/41', {}],
    ['truncated', '41', {}],
    ['empty', '', {}],
  ]
  for (const [name, text, changes] of locks) {
    const { machine, files } = simulateMachine(changes)
    files.set(`${root}/lock`, text)
    t.equal(await messageOf(machine), 'ready: made', name)
    t.notOk(files.has(`${root}/lock`), name)
  }
})
