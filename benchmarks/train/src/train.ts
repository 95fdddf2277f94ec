import { watchOutput } from '@momenta/bench-results'
import { main } from './cli/main.js'

watchOutput('bench:train')
process.exitCode = await main(process.argv.slice(2))
