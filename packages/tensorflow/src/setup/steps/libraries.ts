import * as E from 'fp-ts/lib/Either.js'
import { missing } from '../../Missing.js'
import { findPython } from '../findPython.js'
import { lastLine } from '../lastLine.js'
import type { SetUpStep } from '../SetUpStep.js'

/** Unpacks libraries and headers of the wheels and checks the CRC of each file. */
const script = `
import glob, os, sys, zipfile
for path in glob.glob(sys.argv[1] + '/**/*.whl', recursive=True):
    with zipfile.ZipFile(path) as wheel:
        for name in wheel.namelist():
            if name.startswith(('tensorflow/libtensorflow', 'tensorflow/include/', 'nvidia/')) and not name.endswith('.py'):
                wheel.extract(name, sys.argv[2])
`

/**
 * TensorFlow's libraries and headers from the wheels, which are deleted. A corrupt wheel is deleted
 * too, so that the next run fetches it again.
 */
export const libraries: SetUpStep = {
  title: 'unpack TensorFlow',
  isDone: (machine, place) => machine.exists(place.libraries),
  run: async (machine, place) => {
    const python = await findPython(machine)
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
          `setup:tensorflow: unpacking the wheels failed (${lastLine(ran)}), they were deleted; check the free space in ${place.root} and run the setup again`,
        ),
      )
    }
    machine.rename(partial, place.libraries)
    return E.right(undefined)
  },
}
