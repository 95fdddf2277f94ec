// Takes TAP, keeps it in .tap/results.tap and prints only the failures.
import { createWriteStream, mkdirSync } from 'node:fs'
import { Transform } from 'node:stream'
import { Parser } from 'tap-parser'

export default class Reporter extends Transform {
  constructor() {
    super()
    mkdirSync('.tap', { recursive: true })
    this.file = createWriteStream('.tap/results.tap')
    this.tap = new Parser()
    const watch = (parser) => {
      parser.on('child', watch)
      parser.on('assert', (r) => {
        if (r.ok || r.todo || r.skip || (r.closingTestPoint && !r.fullname.endsWith('.js'))) return
        const lines = Object.entries(r.diag ?? {})
          .filter(
            ([key]) =>
              !['args', 'command', 'cwd', 'jobId', 'stdio', 'externalID', 'at'].includes(key),
          )
          .map(
            ([key, value]) =>
              `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
          )
        this.push(`not ok - ${r.fullname}\n${lines.join('\n').replace(/^/gm, '    ')}\n`)
      })
    }
    watch(this.tap)
    this.tap.on('comment', (c) => c.startsWith('# ERROR') && this.push(c))
  }
  _transform(chunk, encoding, done) {
    this.tap.write(chunk)
    this.file.write(chunk, encoding, done)
  }
  _flush(done) {
    this.tap.end()
    this.file.end(done)
  }
}
