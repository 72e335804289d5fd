// The words by which people read what the lexicon keeps as a code, and the tags that everyday names carry.
import type { StatusKind } from '../web/layout.ts'
import type { SourceOf } from './entries.ts'
import type { AnswerPin, LexiconEntry } from './tables.ts'

export const kindNames: Record<LexiconEntry['kind'], string> = { saying: 'Cách nói', short: 'Viết tắt' }
export const sourceNames: Record<SourceOf, string> = { pack: 'Có sẵn', changed: 'Có sẵn, đã sửa', office: 'Của cơ quan' }
export const pinNames: Record<AnswerPin['kind'], string> = { pin: 'Ghim', exclude: 'Loại trừ' }

export const useStatus = (inUse: boolean): { kind: StatusKind; label: string } => (inUse ? { kind: 'done', label: 'Đang dùng' } : { kind: 'past', label: 'Thôi dùng' })

/** Which operation an everyday name implies. */
export const operations = [
  'cấp mới', 'cấp lại', 'gia hạn', 'điều chỉnh', 'chấm dứt', 'tạm dừng', 'hưởng lại', 'chuyển nơi', 'hưởng chế độ', 'công nhận', 'đăng ký', 'thành lập', 'đổi tên',
  'sáp nhập', 'báo cáo', 'xác nhận', 'giám định', 'hoàn trả', 'giải quyết', 'khác',
] as const

/** Who says it. */
export const persons = [
  'người lao động', 'doanh nghiệp', 'người nước ngoài', 'người hưởng', 'thân nhân', 'cha mẹ', 'người cao tuổi', 'người khuyết tật', 'trẻ em', 'hộ gia đình',
  'cựu quân nhân', 'quân nhân', 'công an', 'cơ sở đào tạo', 'cơ sở trợ giúp', 'tổ chức', 'cán bộ', 'người dân',
] as const

export const options = (values: readonly string[], all: string): { value: string; label: string }[] =>
  [{ value: '', label: all }, ...values.map(value => ({ value, label: value }))]
export const namedOptions = (names: Record<string, string>, all?: string): { value: string; label: string }[] =>
  [...all === undefined ? [] : [{ value: '', label: all }], ...Object.entries(names).map(([value, label]) => ({ value, label }))]
