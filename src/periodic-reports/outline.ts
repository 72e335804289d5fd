// The outline of periodic reports: the customary order until the office sets its own (no template of the ministry is known for certain).
import { asc } from 'drizzle-orm'
import type { User } from '../accounts/accounts.ts'
import { Invalid, NotAllowed } from '../errors.ts'
import { record } from '../events/events.ts'
import { newId } from '../ids.ts'
import { actor, may } from '../policy.ts'
import type { Read, Write } from '../store/store.ts'
import { line } from '../text.ts'
import { reportSections, type ReportSection, type SectionContent } from './tables.ts'

export const contentNames: Record<SectionContent, string> = {
  none: 'Người soạn tự viết', tasks: 'Câu đếm nhiệm vụ', meetings: 'Giao ban, kết luận', propaganda: 'Dòng tuyên truyền',
  domains: 'Kết quả theo lĩnh vực', procedures: 'Thủ tục hành chính',
  dossiers: 'Giải quyết hồ sơ (Biểu 06)', enquiries: 'Câu hỏi của công dân', merits: 'Kết quả do đơn vị gửi',
  difficulties: 'Khó khăn từ báo cáo tiến độ và đơn vị', next: 'Nhiệm vụ đến hạn kỳ tới', proposals: 'Kiến nghị do đơn vị gửi',
}

const customary = (id: string, level: 1 | 2, title: string, content: SectionContent = 'none') => ({ id, level, title, content })
const customaryOutline = [
  customary('direction', 1, 'Công tác chỉ đạo, điều hành'), customary('tasks', 2, 'Thực hiện nhiệm vụ được giao', 'tasks'),
  customary('meetings', 2, 'Giao ban, thực hiện kết luận', 'meetings'), customary('propaganda', 2, 'Công tác tuyên truyền', 'propaganda'),
  customary('results', 1, 'Kết quả thực hiện các lĩnh vực'), customary('domains', 2, 'Nhiệm vụ theo lĩnh vực', 'domains'), customary(
    'procedures', 2, 'Cải cách thủ tục hành chính', 'procedures'
  ),
  customary('dossiers', 2, 'Giải quyết hồ sơ thủ tục hành chính', 'dossiers'), customary('enquiries', 2, 'Tiếp nhận, trả lời câu hỏi của công dân', 'enquiries'),
  customary('judgement', 1, 'Đánh giá chung'), customary('merits', 2, 'Kết quả nổi bật', 'merits'), customary(
    'difficulties', 2, 'Tồn tại, hạn chế, khó khăn', 'difficulties'
  ),
  customary('next', 1, 'Phương hướng, nhiệm vụ kỳ tới', 'next'), customary('proposals', 1, 'Kiến nghị, đề xuất', 'proposals'),
]

export interface Outline { sections: ReportSection[]; /** Nobody has set it yet. */ customary: boolean }

/** All sections in their order, also those that are not in use. */
export async function outlineOf(db: Read): Promise<Outline> {
  const rows = await db.select().from(reportSections).orderBy(asc(reportSections.position), asc(reportSections.id))
  return rows.length ? { sections: rows, customary: false } : { sections: customaryOutline.map((one, position) => ({ ...one, position, inUse: true })), customary: true }
}

/** Sets the outline as typed: names, order, what is in use, and one section more. */
export async function changeOutline(db: Write, user: User, typed: Record<string, unknown>): Promise<void> {
  if (!may(user, 'write reports')) throw new NotAllowed('Đề cương báo cáo do Văn phòng và đầu mối CCHC đặt.')
  const text = (name: string) => (typeof typed[name] === 'string' ? line(typed[name]) : '')
  const { sections } = await outlineOf(db)
  const errors: Record<string, string> = {}
  const kept = sections.map(section => {
    const title = text(`title.${section.id}`)
    const position = Number(text(`position.${section.id}`) || NaN)
    if (!title || title.length > 200) errors[`title.${section.id}`] = 'Ghi tên mục, không quá 200 ký tự.'
    if (!Number.isInteger(position) || position < 1 || position > 99) errors[`position.${section.id}`] = 'Thứ tự là số từ 1 đến 99.'
    return { ...section, title, position, level: text(`level.${section.id}`) === '1' ? 1 : 2, inUse: text(`inUse.${section.id}`) === 'on' }
  })
  const added = text('title.new')
  if (added.length > 200) errors['title.new'] = 'Không quá 200 ký tự.'
  if (Object.keys(errors).length) throw new Invalid(errors)
  const all = [
    ...kept,
    ...added ? [{
      id: newId(), title: added, content: 'none' as const, position: Number(text('position.new')) || 99, level: text('level.new') === '1' ? 1 : 2,
      inUse: true,
    }] : []
  ]
    .toSorted((a, b) => a.position - b.position)
  if (!all.some(({ inUse }) => inUse)) throw new Invalid({ '': 'Báo cáo phải còn ít nhất một mục.' })
  await db.delete(reportSections)
  await db.insert(reportSections).values(all.map((section, at) => ({ ...section, position: at + 1 })))
  await record(db, actor(user, 'write reports'), 'report sections changed', 'period', 'sections', { sections: all.length })
}
