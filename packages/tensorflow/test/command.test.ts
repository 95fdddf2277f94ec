import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { bin, contentsOf, makeCache, onLinux, runCommand } from './runCommand.js'

t.test('the command prints its options, and rejects others', async (t) => {
  t.match(runCommand(['--help']).stdout, /--gpu/)
  const { status, stderr } = runCommand(['--gpus'])
  t.equal(status, 2)
  t.match(stderr, /unknown option '--gpus'/)
})

t.test(
  'the command prints a line for each step, once, and leaves nothing else in the cache',
  onLinux,
  async (t) => {
    const { folder, environment, root } = makeCache(t)
    const first = runCommand([], environment, folder)
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
      'temporary files are in the cache folder too',
    )
    const [before, ran] = [contentsOf(root), readFileSync(join(folder, 'ran'), 'utf8')]
    const second = runCommand(['--json', '--quiet'], environment, folder)
    t.match(JSON.parse(second.stdout), { how: 'cached' })
    t.equal(second.stderr, '')
    t.same(contentsOf(root), before, 'a second run writes nothing')
    t.equal(readFileSync(join(folder, 'ran'), 'utf8'), ran, 'and starts nothing')
    const stamp = JSON.parse(readFileSync(join(root, 'ready.json'), 'utf8'))
    t.match(stamp, { tfjs: '4.22.0', tensorflow: '2.18.1', product: [11], gradient: [6] })
  },
)

t.test(
  'killed during the download: nothing is ready, and the next run continues',
  onLinux,
  async (t) => {
    const { folder, environment, root } = makeCache(t)
    writeFileSync(join(folder, 'slow'), '')
    const env = { ...process.env, ...environment }
    const child = spawn(process.execPath, [bin], { env, cwd: folder, detached: true })
    const ended = new Promise((resolve) => child.on('close', resolve))
    while (!existsSync(join(folder, 'fetching'))) await setTimeout(20)
    const other = runCommand([], environment, folder)
    t.equal(other.status, 1)
    t.match(
      other.stderr,
      new RegExp(`process ${child.pid} is already setting up TensorFlow; wait for it`),
    )
    process.kill(-(child.pid as number), 'SIGKILL')
    await ended
    t.ok(existsSync(join(root, 'lock')), 'it could not clean up')
    t.notOk(existsSync(join(root, 'ready.json')))
    rmSync(join(folder, 'slow'))
    const again = runCommand([], environment, folder)
    t.equal(again.status, 0, again.stderr)
    t.notMatch(again.stderr, 'fetch TensorFlow.js', 'done steps do not run again')
    t.same(readdirSync(root).sort(), ['node', 'ready.json', 'site'])
  },
)
