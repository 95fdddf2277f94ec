import { dirname, join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { missing } from '../../Missing.js'
import { findCompiler } from '../findCompiler.js'
import { lastLine } from '../lastLine.js'
import type { SetUpStep } from '../SetUpStep.js'

const sources = ['tfjs_backend.cc', 'tfjs_binding.cc']
const libraryNames = ['-l:libtensorflow_cc.so.2', '-l:libtensorflow_framework.so.2']
/** From the addon's folder to the libraries, so that the whole folder can be moved. */
const librariesPath = '$ORIGIN/../../../../../../site/tensorflow'

/**
 * Compiles TensorFlow.js's addon against TensorFlow's libraries. N-API: it works on later Nodes
 * too.
 */
export const addon: SetUpStep = {
  title: 'compile the addon',
  isDone: (machine, place) => machine.exists(place.addon),
  run: async (machine, place) => {
    const compiler = await findCompiler(machine)
    if (E.isLeft(compiler)) return compiler
    const tensorflow = join(place.libraries, 'tensorflow')
    const headers = join(place.modules, 'node_modules', 'node-api-headers', 'include')
    machine.makeFolder(dirname(place.addon))
    const partial = `${place.addon}.partial`
    const ran = await machine.run(compiler.right, [
      ...['-std=c++17', '-O2', '-fPIC', '-shared', '-DNAPI_VERSION=8', '-w'],
      ...[headers, join(tensorflow, 'include'), place.backend].map((folder) => `-I${folder}`),
      ...sources.map((source) => join(place.backend, 'binding', source)),
      ...[`-L${tensorflow}`, ...libraryNames, `-Wl,-rpath,${librariesPath}`, '-o', partial],
    ])
    if (ran.status !== 0) {
      machine.remove(partial)
      return E.left(
        missing(
          'compiler',
          `setup:tensorflow: ${compiler.right} failed to compile the addon (${lastLine(ran)}); set CXX to another compiler`,
        ),
      )
    }
    machine.rename(partial, place.addon)
    return E.right(undefined)
  },
}
