import * as E from 'fp-ts/lib/Either.js'
import { missing } from '../../Missing.js'
import { lastLine } from '../lastLine.js'
import { pythonOf } from '../pythonOf.js'
import type { Step } from '../Step.js'

/** Unpacks what is needed of the wheels, checking each file's CRC; nothing of Python's is. */
const script = `
import glob, os, sys, zipfile
for path in glob.glob(sys.argv[1] + '/**/*.whl', recursive=True):
    with zipfile.ZipFile(path) as wheel:
        for name in wheel.namelist():
            if name.startswith(('tensorflow/libtensorflow', 'tensorflow/include/', 'nvidia/')) and not name.endswith('.py'):
                wheel.extract(name, sys.argv[2])
`

/** TensorFlow's libraries and headers out of the wheels, which are deleted. A wheel that is corrupt is deleted too, and fetched anew the next time. */
export const libraries: Step = {
  title: 'unpack TensorFlow',
  isDone: (machine, place) => machine.exists(place.libraries),
  run: async (machine, place) => {
    const python = await pythonOf(machine)
    if (E.isLeft(python)) return python
    const partial = `${place.libraries}.partial`
    machine.remove(partial)
    machine.makeFolder(partial)
    const ran = await machine.run(python.right, ['-c', script, place.wheels, partial])
    machine.remove(place.wheels)
    if (ran.status !== 0) {
      machine.remove(partial)
      return E.left(
        missing(
          'download',
          `setup:tensorflow: the wheels must be whole and there must be room for them in ${place.root}, got ${lastLine(ran)}; they were deleted, run the set-up again`,
        ),
      )
    }
    machine.rename(partial, place.libraries)
    return E.right(undefined)
  },
}
