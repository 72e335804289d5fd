// Names that units of such departments commonly bear: to notice a misspelling while the portal knows no units yet.
import { fold, line } from '../text.ts'
import type { UnitKind } from '../units/tables.ts'

const names = [
  'Lãnh đạo Sở', 'Ban Giám đốc', 'Văn phòng', 'Thanh tra', 'Phòng Kế hoạch - Tài chính', 'Phòng Tổ chức cán bộ', 'Phòng Tổ chức - Hành chính',
  'Phòng Người có công', 'Phòng Việc làm - An toàn lao động', 'Phòng Lao động - Việc làm', 'Phòng Chính sách lao động', 'Phòng Quản lý lao động',
  'Phòng Giáo dục nghề nghiệp', 'Phòng Dạy nghề', 'Phòng Bảo trợ xã hội', 'Phòng Bảo trợ xã hội - Trẻ em', 'Phòng Bảo vệ, chăm sóc trẻ em - Bình đẳng giới',
  'Phòng Trẻ em - Bình đẳng giới', 'Phòng Phòng, chống tệ nạn xã hội', 'Chi cục Phòng, chống tệ nạn xã hội', 'Trung tâm Dịch vụ việc làm', 'Trung tâm Công tác xã hội',
  'Trung tâm Bảo trợ xã hội', 'Trung tâm Điều dưỡng người có công', 'Trung tâm Nuôi dưỡng người có công', 'Cơ sở cai nghiện ma túy', 'Trung tâm Giáo dục nghề nghiệp',
  'Quỹ Bảo trợ trẻ em', 'Phòng Hành chính - Tổng hợp', 'Bộ phận Tiếp nhận và Trả kết quả',
]
export const customaryUnits = names.map(name => ({ name, aliases: [] as string[] }))

/** What kind of unit a name speaks of. */
export function kindOfName(name: string): UnitKind {
  const said = fold(name)
  if (/^(lanh dao|ban giam doc|bgd)/.test(said)) return 'leadership'
  if (/^van phong/.test(said)) return 'office'
  if (/^thanh tra/.test(said)) return 'inspectorate'
  if (/^(phong|ban|p\.)/.test(said)) return 'division'
  return /^(trung tam|co so|chi cuc|truong|quy|benh vien|tt)/.test(said) ? 'service' : 'other'
}

/** A name that was typed all in capitals, in small letters after the first. */
export const calmed = (name: string): string => {
  const said = line(name)
  return said === said.toUpperCase() ? said.charAt(0) + said.slice(1).toLowerCase() : said
}
