import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { Machine } from '../../machine/Machine.js'
import type { Place } from '../../place/Place.js'
import { pythonOf } from '../pythonOf.js'
import type { Step } from '../Step.js'
import { download } from './wheel.js'

/** The wheel names NVIDIA's libraries itself, as its extra `and-cuda`. */
const script = `
import glob, re, sys, zipfile
wheel = zipfile.ZipFile(glob.glob(sys.argv[1] + '/tensorflow-*.whl')[0])
text = wheel.read(next(n for n in wheel.namelist() if n.endswith('.dist-info/METADATA'))).decode()
for line in text.splitlines():
    found = re.match(r"Requires-Dist: ([\\w.-]+)\\s*\\(?==([\\w.]+)\\)?.*extra == ['\\"]and-cuda['\\"]", line)
    if found: print(found.group(1) + '==' + found.group(2))
`

const required = async (machine: Machine, place: Place) => {
  const python = await pythonOf(machine)
  if (E.isLeft(python)) return python
  const { stdout } = await machine.run(python.right, ['-c', script, place.wheels])
  return E.right(stdout.split('\n').filter((line) => line !== ''))
}

/** The CUDA libraries that TensorFlow's wheel asks for, as wheels; it finds them beside itself. */
export const nvidia: Step = {
  title: 'fetch the CUDA libraries',
  isDone: (machine, place) =>
    !place.gpu || machine.exists(join(place.wheels, 'cuda')) || machine.exists(place.libraries),
  run: async (machine, place) => {
    const names = await required(machine, place)
    return E.isLeft(names)
      ? names
      : download(machine, place, names.right, join(place.wheels, 'cuda'))
  },
}
