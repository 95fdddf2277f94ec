import { watchOutput } from '@momenta/bench-results'
import { main } from './step/main.js'

watchOutput('bench:step')
process.exitCode = await main(process.argv.slice(2))
