// The file of units that the commands which read office files are given: [{ name, kind, aliases? }] with kinds in Vietnamese.
import { kindOfName } from '../office/customary-units.ts'
import type { UnitKind } from '../units/tables.ts'
import type { KnownUnit } from './units.ts'

const kinds: Record<string, UnitKind> = {
  'lãnh đạo': 'leadership', 'văn phòng': 'office', 'thanh tra': 'inspectorate', 'phòng chuyên môn': 'division', 'phòng': 'division', 'đơn vị sự nghiệp': 'service',
}

export function unitsOf(json: string): KnownUnit[] {
  const list = JSON.parse(json) as { name: string; kind?: string; aliases?: string[] }[]
  return list.map(({ name, kind = '', aliases = [] }) => ({ name: name.normalize('NFC'), aliases, kind: kinds[kind.normalize('NFC').toLowerCase()] ?? kindOfName(name) }))
}
