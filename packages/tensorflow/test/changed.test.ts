import { loadTensorflow, setUpTensorflow } from '@momenta/tensorflow'
import t from 'tap'
import { addon, backend, library, messageOf, root, simulateMachine } from './simulateMachine.js'

t.test('deleted or truncated files are detected and made again, and no others', async (t) => {
  const cases: readonly (readonly [string, (files: Map<string, string>) => void, RegExp])[] = [
    ['addon deleted', (files) => files.delete(addon), /^(?!.*(install|download)).*tfjs_binding.cc/],
    [
      'addon truncated',
      (files) => files.set(addon, 'the'),
      /^(?!.*(install|download)).*binding.cc/,
    ],
    ['library deleted', (files) => files.delete(library), /^(?!.*(install|binding.cc)).*download/],
    [
      'library truncated',
      (files) => files.set(library, ''),
      /^(?!.*(install|binding.cc)).*download/,
    ],
    [
      'package deleted',
      (files) => {
        for (const name of [...files.keys()]) if (name.startsWith(backend)) files.delete(name)
      },
      /^(?!.*download).*install.*binding.cc/,
    ],
    [
      'stamp truncated',
      (files) => files.set(`${root}/ready.json`, '{"si'),
      /^(?!.*(load|cc)).*verify/,
    ],
  ]
  for (const [name, harm, ran] of cases) {
    const { machine, files, lines } = simulateMachine()
    await setUpTensorflow({ machine })
    harm(files)
    t.match(await loadTensorflow({ machine }), { ok: false, kind: 'set-up' }, name)
    const before = lines.length
    t.equal(await messageOf(machine), 'ready: made', name)
    t.match(lines.slice(before).join(' '), ran, name)
    t.equal(await messageOf(machine), 'ready: cached', name)
  }
})
