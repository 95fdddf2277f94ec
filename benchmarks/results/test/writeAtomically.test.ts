import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeAtomically } from '@momenta/bench-results'
import t from 'tap'

t.test('a file is replaced, missing folders are made, and nothing else is left', async (t) => {
  const folder = t.testdir()
  const path = join(folder, 'a', 'b', 'file')
  writeAtomically(path, 'first')
  writeAtomically(path, Uint8Array.of(50, 51))
  t.equal(readFileSync(path, 'utf8'), '23')
  writeAtomically(path, '')
  t.equal(readFileSync(path, 'utf8'), '')
  t.same(readdirSync(join(folder, 'a', 'b')), ['file'])
})

t.test('a failure throws the error of the system, and the old file is unchanged', async (t) => {
  const folder = t.testdir({ file: 'old', taken: { inside: '' } })
  t.throws(() => writeAtomically(join(folder, 'file', 'below'), 'new'), { code: 'EEXIST' })
  t.throws(() => writeAtomically(join(folder, 'taken'), 'new'), { code: 'EISDIR' })
  t.same(readdirSync(folder).sort(), ['file', 'taken'])
  t.equal(readFileSync(join(folder, 'file'), 'utf8'), 'old')
  if (existsSync('/proc/self'))
    t.throws(() => writeAtomically('/proc/momenta/file', 'new'), { code: 'ENOENT' })
})

t.test('a full disk leaves the old file and no part of the new one', async (t) => {
  if (process.platform === 'win32') return
  const folder = t.testdir({ file: 'old' })
  const script = fileURLToPath(new URL('writeTooMuch.js', import.meta.url))
  // no file may grow over 8 KB, which a process sees as a full disk
  const ran = spawnSync(
    'bash',
    ['-c', 'ulimit -f 8; exec "$@"', 'bash', process.execPath, script, folder],
    { encoding: 'utf8' },
  )
  t.match(ran.stdout, /^(ENOSPC|EFBIG)\n$/)
  t.same(readdirSync(folder), ['file'])
  t.equal(readFileSync(join(folder, 'file'), 'utf8'), 'old')
})
