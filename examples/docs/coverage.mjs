// Writes docs/coverage.md from examples/docs/coverage.json: `node examples/docs/coverage.mjs`. With
// --check it writes nothing and fails if the page differs.
import { readFileSync, writeFileSync } from 'node:fs'

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8')
const page = '../../docs/coverage.md'

const libraries = Object.entries(JSON.parse(read('coverage.json')))

const cell = ({ code, rule, note, why }) => {
  const text =
    code === undefined ? `The rule in \`${rule}\`.` : `\`${code.replaceAll('|', '\\|')}\``
  return why ?? (note === undefined ? text : `${text} ${note}`)
}

const sectionOf = ([library, names]) => {
  const rows = Object.entries(names)
  const composed = rows.filter(([, { why }]) => why === undefined).length
  return [
    `## ${library}`,
    '',
    `${composed} of ${rows.length} names are exports or compositions.`,
    '',
    '| name | in momenta |',
    '| --- | --- |',
    ...rows.map(([name, row]) => `| \`${name}\` | ${cell(row)} |`),
    '',
  ].join('\n')
}

const text = `# Coverage

Every name of Optax 0.2.8 that transforms gradients and every optimizer of pytorch_optimizer 4.1.0,
with its export or composition in momenta, or the reason why there is none. Each line of code runs
in the tests. Where definitions differ, \`npm run -s replay\` runs the reference's own. A rule in a
file is one of \`benchmarks/replay/src/libraries\`: a composition with a description of its own,
whose steps the tests compare with the reference's.

Parts ending in \`Step\`, as \`dogStep\`, are the last of a chain, in the place of the learning rate.

${libraries.map(sectionOf).join('\n')}`

if (!process.argv.includes('--check')) writeFileSync(new URL(page, import.meta.url), text)
else if (read(page) !== text) {
  process.stderr.write('docs/coverage.md differs from examples/docs/coverage.json\n')
  process.exitCode = 1
}
