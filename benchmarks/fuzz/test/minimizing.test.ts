import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Case, check, type Failure, minimized, script, simpler } from '@momenta/fuzz'
import t from 'tap'
import { one } from './example.js'

t.test('simpler cases are cases, and a case without anything has none', async (t) => {
  const cases = simpler(one)
  t.ok(cases.length > 20)
  t.ok(cases.every((some) => JSON.stringify(some) !== JSON.stringify(one)))
})

t.test('a case is printed as a script that can be run', async (t) => {
  const failure = { kind: 'fused on wasm differs', step: 2, says: 'w is 1 and 2' }
  const text = script({ one, failure })
  t.match(
    text,
    "partition({ a: scaleBySign(), b: chain() }, (name) => (name.length % 2 === 1 ? 'a' : 'b'))",
  )
  t.match(text, 'storedNorm({ perLeaf: true })')
  const file = join(t.testdir(), 'case.mjs')
  writeFileSync(file, text)
  const { status, stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' })
  t.equal(status, 0, stderr)
})

t.test('a case that cannot be built fails, and is minimized to what makes it fail', async (t) => {
  const wrong: Case = {
    ...one,
    chain: [...one.chain, { kind: 'transforms', name: 'ema', options: { decay: 2 } }],
  }
  const { failure } = await check(wrong)
  t.match(failure?.says, /decay must lie in \[0, 1\), got 2/)
  const least = await minimized({ one: wrong, failure: failure as Failure }, 200)
  t.same(least.one.chain, [{ kind: 'transforms', name: 'ema', options: { decay: 2 } }])
  t.same(least.one.estimators, [])
  t.equal(least.one.steps.length, 1)
})
