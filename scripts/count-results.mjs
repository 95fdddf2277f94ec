import { Parser } from 'tap-parser'

/** Counts TAP as tap counts it, with the names of what failed. */
export const countResults = (tap) => {
  const n = { pass: 0, fail: 0, skip: 0, failures: [] }
  const fail = (name) => {
    n.fail += 1
    n.failures.push(name)
  }
  // a wrong plan and an early end have no failed test point of their own; without any test point,
  // the closing point of the parent is counted
  const failIfIncomplete = (parser, name) => {
    const before = n.fail
    parser.on('child', (child) => failIfIncomplete(child, child.fullname))
    parser.on('complete', ({ ok, count }) => {
      if (!ok && count > 0 && n.fail === before) fail(`${name}: incomplete`)
    })
  }
  const root = new Parser()
  failIfIncomplete(root, 'tap')
  root.on('pass', () => (n.pass += 1))
  root.on('fail', ({ fullname }) => fail(fullname))
  for (const kind of ['skip', 'todo']) root.on(kind, () => (n.skip += 1))
  root.end(tap)
  if (root.count === 0 && n.fail === 0) fail('tap: no test points')
  return n
}

/** The plain line that closes a run of tests. */
export const totalsLine = ({ pass, fail, skip }) =>
  `${pass} passed, ${fail} failed${skip > 0 ? `, ${skip} skipped` : ''}`
