// Prints what the importer understands from the annex of a plan:
// npm run --silent read-annex -- FILE --units units.json
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { Invalid } from '../errors.ts'
import { kindOfName } from '../office/customary-units.ts'
import type { UnitKind } from '../units/tables.ts'
import { readAnnex } from './reading.ts'
import type { KnownUnit } from './units.ts'

const kinds: Record<string, UnitKind> = {
  'lãnh đạo': 'leadership', 'văn phòng': 'office', 'thanh tra': 'inspectorate', 'phòng chuyên môn': 'division', 'phòng': 'division', 'đơn vị sự nghiệp': 'service',
}

/** [{ name, kind, aliases? }] with kinds in Vietnamese. */
function unitsOf(json: string): KnownUnit[] {
  const list = JSON.parse(json) as { name: string; kind?: string; aliases?: string[] }[]
  return list.map(({ name, kind = '', aliases = [] }) => ({ name: name.normalize('NFC'), aliases, kind: kinds[kind.normalize('NFC').toLowerCase()] ?? kindOfName(name) }))
}

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
