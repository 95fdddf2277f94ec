import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url))
const entry = new URL('../dist/node.js', import.meta.url).href

const run = (script: string, environment: NodeJS.ProcessEnv = process.env) =>
  spawnSync(
    process.execPath,
    ['--input-type=module', '-e', `import { startWebgpu } from '${entry}'\n${script}`],
    { encoding: 'utf8', env: environment, cwd: tmpdir() },
  )

const probe = run(`const started = await startWebgpu({ report: () => {} })
  if (started.ok) started.stop()
  process.stdout.write(started.ok ? 'ok' : started.message)`).stdout
const unless = probe === 'ok' ? {} : { skip: probe }

t.test('without Dawn the error names the command that installs it', async (t) => {
  const empty = mkdtempSync(join(tmpdir(), 'momenta-'))
  const { stdout } = run('process.stdout.write(JSON.stringify(await startWebgpu()))', {
    ...process.env,
    MOMENTA_CACHE: empty,
  })
  t.match(JSON.parse(stdout), {
    ok: false,
    kind: 'dawn',
    message: /; run npx @momenta\/webgpu once/,
  })
})

t.test('options that do not exist are errors of the command', async (t) => {
  const { status, stderr } = spawnSync(process.execPath, [bin, '--nope'], { encoding: 'utf8' })
  t.equal(status, 2)
  t.match(stderr, /unknown option/)
})

t.test(
  'it computes with the limits of the adapter, says which, and the process ends',
  unless,
  (t) => {
    const { stdout, status } = run(`
    import * as tf from '${import.meta.resolve('@tensorflow/tfjs-core')}'
    const lines = []
    const { adapter, stop } = await startWebgpu({ report: (line) => lines.push(line) })
    const product = await tf.matMul([[1, 2]], [[3], [4]]).data()
    const { maxStorageBufferBindingSize: bytes } = tf.backend().device.limits
    stop()
    console.log(JSON.stringify({ adapter, product: [...product], bytes, lines, current: tf.engine().backendName }))`)
    t.equal(status, 0)
    const { adapter, product, bytes, lines, current } = JSON.parse(stdout)
    t.same(product, [11])
    // the default limit is 128 MiB
    t.ok(bytes > 2 ** 27)
    t.equal(current, null)
    if (adapter.isSoftware)
      t.match(lines, [/computes on the processor and is slower than the wasm/])
    else t.same(lines, [])
    t.end()
  },
)

t.test('flags of Dawn come from the environment', unless, async (t) => {
  const { stdout } = run(
    `const { adapter, stop } = await startWebgpu({ report: () => {} })
    stop()
    process.stdout.write(JSON.stringify(adapter))`,
    { ...process.env, MOMENTA_DAWN_FLAGS: ' backend=null ' },
  )
  t.match(JSON.parse(stdout).description, /null/i)
})
