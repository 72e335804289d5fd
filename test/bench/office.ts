// A made-up office for the benchmark: 300 units, their people with roles, and the plans of ten years.
import { people, postings, roleHoldings } from '../../src/accounts/tables.ts'
import type { Role } from '../../src/policy.ts'
import { planDomains, plans } from '../../src/plans/tables.ts'
import { searchable, sortKey } from '../../src/text.ts'
import { units } from '../../src/units/tables.ts'

export type Row<Table extends { $inferInsert: unknown }> = Table['$inferInsert']

/** The office's date in the benchmark. */
export const benchDay = '2026-10-12'
export const firstYear = 2017
export const lastYear = 2026
const unitCount = 300
const staffOfUnit = 4

export const domains = ['Cải cách thể chế', 'Cải cách thủ tục hành chính', 'Cải cách tổ chức bộ máy', 'Cải cách chế độ công vụ',
  'Cải cách tài chính công', 'Xây dựng chính quyền số', 'Chỉ đạo, điều hành']
const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Lò', 'Sùng', 'Giàng', 'Hà']
const given = ['An', 'Bình', 'Chi', 'Dung', 'Giang', 'Hạnh', 'Khánh', 'Lan', 'Minh', 'Nga', 'Phúc', 'Quân', 'Sơn', 'Thảo', 'Tú', 'Vân', 'Yên']

let last = 0
/** An id of the length of the portal's own; those made later sort later. */
export const madeId = (): string => {
  const hex = (++last).toString(16).padStart(12, '0')
  return `01900000-${hex.slice(0, 4)}-7000-8000-${hex}`
}

export interface Office {
  units: Row<typeof units>[]
  people: Row<typeof people>[]
  postings: Row<typeof postings>[]
  holdings: Row<typeof roleHoldings>[]
  director: string
  deputies: string[]
  /** By unit: its head, then its staff. */
  staff: Map<string, string[]>
  /** Units that are given tasks. */
  working: string[]
}

/** The office's units and people. One of each role that the benchmark signs in as belongs to the demo, which enters at one click. */
export function madeOffice(): Office {
  const office: Office = { units: [], people: [], postings: [], holdings: [], director: '', deputies: [], staff: new Map(), working: [] }
  const addUnit = (name: string, kind: Row<typeof units>['kind'], parentId: string | null) => {
    const id = madeId()
    office.units.push({ id, name, aliases: [], kind, parentId, position: office.units.length, since: '2010-01-01', search: searchable(name) })
    return id
  }
  const addPerson = (unitId: string, title: string, role: Role, demo = false, fields: string[] = []) => {
    const id = madeId()
    const at = office.people.length
    const name = `${families[at % families.length]} ${given[(at * 7) % given.length]} ${given[(at * 5 + 3) % given.length]}`
    office.people.push({ id, name, search: searchable(name), sort: sortKey(name), email: `p${at}@example.vn`, userName: `p${at}`, preferences: {}, demo })
    office.postings.push({ id: madeId(), personId: id, unitId, title, since: '2015-01-01' })
    office.holdings.push({ id: madeId(), personId: id, role, fields, since: '2015-01-01' })
    return id
  }
  const root = addUnit('Lãnh đạo Sở', 'leadership', null)
  office.director = addPerson(root, 'Giám đốc', 'director', true)
  office.deputies = [0, 1, 2].map(at => addPerson(root, 'Phó giám đốc', 'deputyDirector', at === 0, domains.filter((_, place) => place % 3 === at)))
  const bureau = addUnit('Văn phòng', 'office', root)
  addPerson(bureau, 'Chánh Văn phòng', 'chiefOfOffice', true)
  addPerson(bureau, 'Đầu mối CCHC', 'reformOfficer', true)
  addPerson(bureau, 'Quản trị', 'admin', true)
  const divisions: string[] = []
  while (office.units.length < unitCount) {
    const at = office.units.length
    const sub = at >= 60
    const id = addUnit(sub ? `Đội công tác số ${at} khu vực ${at % 12 + 1}` : `Phòng chuyên môn số ${at}`, sub ? 'service' : 'division', sub ? divisions[at % divisions.length]! : root)
    if (!sub) divisions.push(id)
  }
  office.working = office.units.slice(1).map(({ id }) => id)
  for (const [at, unitId] of office.working.entries()) {
    const head = addPerson(unitId, 'Thủ trưởng', 'unitHead', at === 1)
    office.staff.set(unitId, [head, ...Array.from({ length: staffOfUnit }, (_, place) => addPerson(unitId, 'Chuyên viên', 'staff', at === 1 && place === 0))])
  }
  return office
}

export interface MadePlan { plan: Row<typeof plans>; domains: Row<typeof planDomains>[]; year: number }

/** Plans of the ten years, `perYear` each, with the seven domains. */
export function madePlans(office: Office, perYear: number): MadePlan[] {
  const made: MadePlan[] = []
  for (let year = firstYear; year <= lastYear; year++) {
    for (let at = 1; at <= perYear; at++) {
      const id = madeId()
      const title = `Kế hoạch cải cách hành chính năm ${year}, phần ${at}`
      made.push({
        year,
        plan: {
          id, kind: 'yearly', title, number: `${at}/KH-SLĐTBXH`, signedOn: `${year}-01-15`, issuer: 'Sở Lao động – Thương binh và Xã hội', since: `${year}-01-01`, until: `${year}-12-31`,
          state: year === lastYear ? 'running' : 'closed', unitId: office.units[1]!.id, search: searchable(title), sort: sortKey(title), madeById: office.director, madeAt: new Date(`${year}-01-10T09:00:00+07:00`),
        },
        domains: domains.map((name, position) => ({ id: madeId(), planId: id, number: ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'][position]!, title: name, position })),
      })
    }
  }
  return made
}
