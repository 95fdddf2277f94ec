// Replaces tap while mutants run: the same assertions with tap's own comparisons, without its
// reporter, plugins and process hooks, which take most of the time of a short suite. The first
// failure ends the run: `finished` throws it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const tap = createRequire(join(process.cwd(), 'package.json')).resolve('tap/package.json')
const core = createRequire(tap).resolve('@tapjs/core/package.json')
const { match, same, strict } = await import(
  pathToFileURL(createRequire(core).resolve('tcompare')).href
)

let failure
const fail = (why) => {
  failure ??= new Error(`not ok - ${why}`)
  throw failure
}
const writeTree = (folder, tree) => {
  for (const [name, content] of Object.entries(tree)) {
    const path = join(folder, name)
    if (typeof content === 'string' || Buffer.isBuffer(content)) writeFileSync(path, content)
    else {
      mkdirSync(path, { recursive: true })
      writeTree(path, content)
    }
  }
}

const assertions = () => {
  const holds = (ok, says) => ok || fail(says ?? 'an assertion')
  const fits = (error, wanted) =>
    wanted === undefined ||
    typeof wanted === 'string' ||
    (typeof wanted === 'function' ? error instanceof wanted : match(error, wanted).match)
  return {
    ok: (value, says) => holds(Boolean(value), says),
    notOk: (value, says) => holds(!value, says),
    equal: (got, wanted, says) => holds(got === wanted, says),
    not: (got, wanted, says) => holds(got !== wanted, says),
    same: (got, wanted, says) => holds(same(got, wanted).match, says),
    notSame: (got, wanted, says) => holds(!same(got, wanted).match, says),
    strictSame: (got, wanted, says) => holds(strict(got, wanted).match, says),
    match: (got, wanted, says) => holds(match(got, wanted).match, says),
    notMatch: (got, wanted, says) => holds(!match(got, wanted).match, says),
    type: (got, wanted, says) =>
      holds(typeof wanted === 'string' ? typeof got === wanted : got instanceof wanted, says),
    pass: () => {},
    fail,
    comment: () => {},
    throws: (act, wanted, says) => {
      try {
        act()
      } catch (error) {
        return holds(fits(error, wanted), says)
      }
      return fail(says ?? 'nothing was thrown')
    },
    doesNotThrow: (act) => act(),
    rejects: async (act, wanted, says) => {
      try {
        await (typeof act === 'function' ? act() : act)
      } catch (error) {
        return holds(fits(error, wanted), says)
      }
      return fail(says ?? 'nothing was rejected')
    },
    resolves: async (act) => void (await (typeof act === 'function' ? act() : act)),
  }
}

const testOf = (queue) => {
  const teardowns = []
  let end = () => {}
  const ended = new Promise((resolve) => {
    end = resolve
  })
  const t = {
    ...assertions(),
    end,
    plan: () => {},
    teardown: (act) => teardowns.push(act),
    testdirName: join(tmpdir(), 'momenta-mutate-none'),
    testdir: (tree = {}) => {
      const folder = mkdtempSync(join(tmpdir(), 'momenta-mutate-test-'))
      process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
      writeTree(folder, tree)
      return folder
    },
    test: (_name, ...rest) => {
      const act = rest.at(-1)
      const { skip, todo } = rest.length > 1 ? rest[0] : {}
      const run = async () => {
        if (skip || todo || failure !== undefined) return
        const inner = testOf([])
        const result = act(inner.t)
        if (result === undefined || typeof result.then !== 'function') await inner.ended
        else await result
        await inner.finish()
      }
      queue.last = (queue.last ?? Promise.resolve()).then(run)
      // reported by finished
      queue.last.catch((error) => {
        failure ??= error
      })
      return queue.last
    },
  }
  const finish = async () => {
    await queue.last
    for (const act of teardowns.reverse()) await act()
  }
  return { t, ended, finish }
}

const { t, finish } = testOf([])
/** Waits for all tests and throws the first failure. */
export const finished = async () => {
  await finish()
  if (failure !== undefined) throw failure
}
export default t
