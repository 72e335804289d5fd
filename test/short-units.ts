// The units of a department and their codes, in which the tables of what readers understand are written.
import type { KnownUnit } from '../src/annex/units.ts'

export const units: KnownUnit[] = ([
  ['Lãnh đạo Sở', 'leadership'], ['Văn phòng', 'office'], ['Thanh tra', 'inspectorate'], ['Phòng Kế hoạch - Tài chính', 'division'], ['Phòng Người có công', 'division'],
  ['Phòng Việc làm - An toàn lao động', 'division'], ['Phòng Giáo dục nghề nghiệp', 'division'], ['Phòng Bảo trợ xã hội - Trẻ em', 'division'],
  ['Trung tâm Dịch vụ việc làm', 'service'], ['Trung tâm Công tác xã hội', 'service'], ['Cơ sở cai nghiện ma túy', 'service'],
] as const).map(([name, kind]) => ({ name, kind, aliases: [] }))
const short: Record<string, string> = { LĐ: 'Lãnh đạo Sở', VP: 'Văn phòng', TTr: 'Thanh tra', KHTC: 'Phòng Kế hoạch - Tài chính', NCC: 'Phòng Người có công', VL: 'Phòng Việc làm - An toàn lao động', GD: 'Phòng Giáo dục nghề nghiệp', TE: 'Phòng Bảo trợ xã hội - Trẻ em', DVVL: 'Trung tâm Dịch vụ việc làm', CTXH: 'Trung tâm Công tác xã hội', CN: 'Cơ sở cai nghiện ma túy' }
export const codeOf = (name: string) => Object.keys(short).find(code => short[code] === name) ?? name
export const divisions = 'KHTC NCC VL GD TE'
export const services = 'DVVL CTXH CN'
