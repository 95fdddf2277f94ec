import * as E from 'fp-ts/lib/Either.js'
import { missing } from '../../Missing.js'
import type { Machine } from '../../machine/Machine.js'
import type { Place } from '../../place/Place.js'
import { versions } from '../../place/versions.js'
import { findPython } from '../findPython.js'
import { lastLine } from '../lastLine.js'
import type { SetUpStep } from '../SetUpStep.js'

/**
 * Any pip will do: the wheel is unzipped, never imported, so its Python version does not matter.
 */
const platforms = [
  'manylinux_2_17_x86_64',
  'manylinux2014_x86_64',
  'manylinux_2_5_x86_64',
  'manylinux1_x86_64',
]
const target = [
  ...['--python-version', '311', '--implementation', 'cp'],
  ...platforms.flatMap((platform) => ['--platform', platform]),
]

/** Fetches wheels into a folder; pip checks their hashes. */
export const download = async (
  machine: Machine,
  place: Place,
  requirements: readonly string[],
  folder: string,
) => {
  const python = await findPython(machine)
  if (E.isLeft(python)) return python
  const partial = `${folder}.partial`
  const scratch = `${folder}.scratch`
  machine.remove(scratch)
  machine.makeFolder(partial)
  machine.makeFolder(scratch)
  const flags = ['--no-deps', '--only-binary=:all:', '--progress-bar', 'off', '-q', ...target]
  const pip = ['-m', 'pip', 'download', ...flags, '-d', partial, ...requirements]
  // pip fetches into the temporary folder first, which is small on many machines
  const ran = await machine.run(python.right, pip, { environment: { TMPDIR: scratch } })
  machine.remove(scratch)
  if (ran.status !== 0) {
    machine.remove(partial)
    return E.left(
      missing(
        'download',
        `setup:tensorflow: pip failed to fetch ${requirements.join(' ')} (${lastLine(ran)}); check the network and the free space in ${place.root}, and run the setup again`,
      ),
    )
  }
  machine.rename(partial, folder)
  return E.right(undefined)
}

/** TensorFlow's wheel. */
export const wheel: SetUpStep = {
  title: `fetch TensorFlow ${versions.tensorflow}`,
  isDone: (machine, place) => machine.exists(place.wheels) || machine.exists(place.libraries),
  run: (machine, place) =>
    download(
      machine,
      place,
      [`${place.gpu ? 'tensorflow' : 'tensorflow-cpu'}==${versions.tensorflow}`],
      place.wheels,
    ),
}
