import { oneLine, watchOutput } from '@momenta/bench-results'
import { pack } from './pack/pack.js'

watchOutput('pack:device')
const [folder, ...rest] = process.argv.slice(2)
const say = (line: string): void => void process.stderr.write(`pack:device: ${line}\n`)
if (folder === undefined || rest.length > 0 || folder.startsWith('-')) {
  say('takes one argument, a new folder: npm run pack:device -- FOLDER')
  process.exitCode = 2
} else
  try {
    const { run, bytes, hasLoader } = await pack(folder)
    if (!hasLoader) say('this machine has no Vulkan loader to pack; the other must have its own')
    say(`${(bytes / 1e6).toFixed(1)} MB; run it with ${run} --help`)
  } catch (error) {
    say(oneLine((error as Error).message))
    process.exitCode = 1
  }
