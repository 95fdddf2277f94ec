import { watchOutput } from '@momenta/bench-results'
import { main } from './train/main.js'

watchOutput('bench:train')
process.exitCode = await main(process.argv.slice(2))
