import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { Machine } from '../../machine/Machine.js'
import type { Place } from '../../place/Place.js'
import { findPython } from '../findPython.js'
import type { SetUpStep } from '../SetUpStep.js'
import { download } from './wheel.js'

/** Prints the requirements of the wheel's extra `and-cuda`: NVIDIA's libraries. */
const script = `
import glob, re, sys, zipfile
wheel = zipfile.ZipFile(glob.glob(sys.argv[1] + '/tensorflow-*.whl')[0])
text = wheel.read(next(n for n in wheel.namelist() if n.endswith('.dist-info/METADATA'))).decode()
for line in text.splitlines():
    found = re.match(r"Requires-Dist: ([\\w.-]+)\\s*\\(?==([\\w.]+)\\)?.*extra == ['\\"]and-cuda['\\"]", line)
    if found: print(found.group(1) + '==' + found.group(2))
`

const readRequirements = async (machine: Machine, place: Place) => {
  const python = await findPython(machine)
  if (E.isLeft(python)) return python
  const { stdout } = await machine.run(python.right, ['-c', script, place.wheels])
  return E.right(stdout.split('\n').filter((line) => line !== ''))
}

/**
 * The CUDA libraries that TensorFlow's wheel requires, as wheels; it finds them in the same folder.
 */
export const nvidia: SetUpStep = {
  title: 'fetch the CUDA libraries',
  isDone: (machine, place) =>
    !place.gpu || machine.exists(join(place.wheels, 'cuda')) || machine.exists(place.libraries),
  run: async (machine, place) => {
    const names = await readRequirements(machine, place)
    return E.isLeft(names)
      ? names
      : download(machine, place, names.right, join(place.wheels, 'cuda'))
  },
}
