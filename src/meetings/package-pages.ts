// The package of a meeting put together: on its page, on slides, and as a workbook; as it stands, or as it was kept.
import { writeWorkbook } from '../admin/workbook.ts'
import type { User } from '../accounts/accounts.ts'
import { now } from '../clock.ts'
import { fileKinds } from '../evidence/kinds.ts'
import type { Read } from '../store/store.ts'
import type { Ask } from '../web/context.ts'
import { date, moment } from '../web/helpers.ts'
import { download, page } from '../web/render.ts'
import { agendaShown } from './agenda-shown.ts'
import { headOf } from './head.ts'
import { findMeeting } from './meetings.ts'
import { keptPackage, packageNow, seesKept, sheetsOf, shownSections } from './package.ts'
import type { Meeting } from './tables.ts'

interface Package {
  meeting: Meeting
  data: Record<string, unknown>
  /** What the figures are of: 'Như lúc họp 08:00 ngày 12/10/2026.' */
  told: string
  /** The other one of the two, where there is one for this person. */
  other: { href: string; label: string } | null
  /** What the addresses of slides and workbook end with. */
  query: string
}

/** The package that the address asks for: of a meeting that has begun as it was kept, unless `?now=1` asks for the present. */
async function packageFor(c: Ask): Promise<Package> {
  const { store: { read: db }, user } = c.var
  const meeting = await findMeeting(db, user, c.req.param('id')!)
  const kept = await keptPackage(db, user, meeting)
  const path = `/meetings/${meeting.id}`
  if (kept && c.req.query('now') !== '1') {
    const told = `Như lúc họp ${moment(meeting.snapshotAt!)}; các đường dẫn mở tình hình hiện nay.`
    return { meeting, data: kept, told, other: { href: `${path}?now=1`, label: 'Xem tình hình hiện nay' }, query: '' }
  }
  return {
    meeting, data: await packageNow(db, user, meeting, c.var.config), told: toldOf(user, meeting), query: kept ? '?now=1' : '',
    other: kept ? { href: path, label: `Xem như lúc họp ${date(meeting.snapshotAt!)}` } : null,
  }
}

function toldOf(user: User, meeting: Meeting): string {
  const figures = `Số liệu lúc ${moment(now())}.`
  if (meeting.snapshotAt && !seesKept(user, meeting)) {
    return `${figures} Bản giữ lúc họp có việc của mọi đơn vị, chỉ hiện cho người được xem mọi nhiệm vụ; đây là phần bạn được xem, như hiện nay.`
  }
  return meeting.state === 'held' && !meeting.snapshotAt ? `${figures} Cuộc họp này không có bản giữ lúc họp.` : figures
}

const fileName = ({ on }: Meeting) => `goi-giao-ban-${on}`

export async function showPackage(c: Ask) {
  const { meeting, data, told, other, query } = await packageFor(c)
  const sections = shownSections(data)
  return page(c, meeting.title, 'meetings/show', {
    ...await around(c.var.store.read, c.var.user, meeting), told, other, sections, headlines: sections.flatMap(({ headline }) => headline ?? []),
    draft: meeting.state === 'draft',
    slides: `/meetings/${meeting.id}/projection${query}`, xlsx: `/meetings/${meeting.id}/export/xlsx${query}`,
  })
}

const around = async (db: Read, user: User, meeting: Meeting) => ({ head: await headOf(db, meeting, 'package', user), agenda: await agendaShown(db, user, meeting) })

export async function showSlides(c: Ask) {
  const { meeting, data, told } = await packageFor(c)
  const sections = shownSections(data, true)
  return page(c, `Trình chiếu: ${meeting.title}`, 'meetings/projection', {
    ...await around(c.var.store.read, c.var.user, meeting), told, sections, headlines: sections.flatMap(({ headline }) => headline ?? []),
  })
}

export async function packageWorkbook(c: Ask) {
  const { meeting, data, told } = await packageFor(c)
  const sheets = sheetsOf(data).map((sheet, at) => (at ? sheet : { ...sheet, note: `${meeting.title}, ${date(meeting.on)}. ${told}` }))
  return download(c, `${fileName(meeting)}.xlsx`, fileKinds.xlsx.mime, await writeWorkbook(sheets))
}
