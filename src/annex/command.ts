// Prints what the importer understands from the annex of a plan:
// npm run --silent read-annex -- FILE --units units.json
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { Invalid } from '../errors.ts'
import { readAnnex } from './reading.ts'
import { unitsOf } from './units-file.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { units: { type: 'string' }, year: { type: 'string' } } })
if (positionals.length !== 1 || !values.units) {
  console.error('usage: npm run --silent read-annex -- FILE --units units.json [--year 2026]')
  process.exit(2)
}
try {
  const file = positionals[0]!
  const annex = await readAnnex({ name: basename(file), bytes: new Uint8Array(readFileSync(file)) }, unitsOf(readFileSync(values.units, 'utf8')), values.year ? { year: Number(values.year) } : {})
  console.log(JSON.stringify({ schema: 'plan-annex/1', file: basename(file), ...annex }, null, 1))
} catch (error) {
  if (!(error instanceof Invalid)) throw error
  console.error(Object.values(error.errors).join('\n'))
  process.exitCode = 1
}
