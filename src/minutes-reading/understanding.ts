// Minutes as a whole: the head of the document, who was there, and the conclusions.
import type { KnownUnit } from '../annex/units.ts'
import { today } from '../clock.ts'
import { Invalid } from '../errors.ts'
import { conclusionsIn, mostLetters, type ConclusionRead } from './conclusions.ts'
import { headOf, type Head } from './heading.ts'
import type { Line } from './lines.ts'
import { namingOf } from './naming.ts'
import { presentIn, type Present } from './present.ts'
import { sectionsOf } from './splitting.ts'

export interface MinutesOptions { meetingOn?: string; nextMeetingOn?: string }

export interface MinutesRead extends Head, Present {
  conclusions: ConclusionRead[]
  warnings: string[]
}

/** @param warnings of the file, to which others are added. */
export function understandMinutes(lines: Line[], units: KnownUnit[], options: MinutesOptions, warnings: string[]): MinutesRead {
  if (lines.reduce((sum, { text }) => sum + text.length, 0) > mostLetters) throw new Invalid({ file: 'Văn bản quá dài so với một biên bản. Hãy chép phần cần dùng sang tệp mới rồi gửi lại.' })
  const found = sectionsOf(lines)
  const body = found?.sections ?? [lines]
  if (!body.flat().some(({ text }) => text)) throw new Invalid({ file: 'Không thấy kết luận nào trong tệp. Cổng tìm một dòng “Kết luận …” và các mục đánh số sau dòng ấy.' })
  if (!found) warnings.push('Không thấy mục kết luận trong tệp; cổng đọc mọi đoạn như kết luận.')
  const above = lines.slice(0, found?.from ?? 0)
  const below = lines.slice(found?.end ?? lines.length)
  const head = headOf(above, below)
  const present = presentIn(above)
  const meetingOn = options.meetingOn ?? head.date
  if (!meetingOn) warnings.push('Không thấy ngày họp trong tệp; hạn như “tuần này” tính từ hôm nay.')
  const naming = namingOf(units, new Map())
  const people = new Map(present.posts.flatMap(({ name, post }) => { const [unit] = naming.listAt(post, 0)?.units ?? []; return unit && unit !== '*' ? [[name, unit] as const] : [] }))
  const conclusions = conclusionsIn(body, { meetingOn: meetingOn ?? today(), nextMeetingOn: options.nextMeetingOn ?? null, units, people })
  return { ...head, ...present, conclusions, warnings }
}
