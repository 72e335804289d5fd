// The parts of a paper that a person may word; what they leave alone is made from the meeting and follows it until it is signed.
import { weekdayOf } from '../calendar/deadlines.ts'
import { dateInWords } from '../documents/wording.ts'
import { began, ended, type Gathered } from './gathering.ts'
import type { SignerChoice } from './signers.ts'
import type { PaperKind } from './tables.ts'

export interface PartField { key: string; label: string; hint?: string; rows: number }

const grounds: PartField = { key: 'grounds', label: 'Căn cứ', hint: 'Mỗi dòng một căn cứ; để trống nếu không có.', rows: 2 }
const closing: PartField = { key: 'closing', label: 'Đoạn kết', rows: 2 }
const recipients: PartField = { key: 'recipients', label: 'Nơi nhận', hint: 'Mỗi dòng một nơi; dòng “Lưu: VT, …” cổng tự ghi.', rows: 4 }
const body: PartField = { key: 'body', label: 'Ký thay mặt (TM.)', hint: 'Chỉ ghi khi ký thay mặt tập thể, ví dụ: Ban Chỉ đạo cải cách hành chính. Lưu rồi chọn người ký.', rows: 1 }

/** Signatures are chosen, everything else is written. */
export const partsOf: Record<PaperKind, PartField[]> = {
  invitation: [
    { key: 'opening', label: 'Lời mời', rows: 3 }, { key: 'time', label: 'Thời gian', rows: 1 }, { key: 'place', label: 'Địa điểm', rows: 1 },
    { key: 'content', label: 'Nội dung', hint: 'Mỗi dòng một nội dung.', rows: 5 }, { key: 'extra', label: 'Chuẩn bị, lưu ý', rows: 3 }, closing, recipients, body,
  ],
  minutes: [
    { key: 'began', label: 'Thời gian bắt đầu', rows: 1 }, { key: 'place', label: 'Địa điểm', rows: 1 },
    { key: 'opening', label: 'Mở đầu', hint: 'Trước diễn biến; để trống nếu không cần.', rows: 2 },
    { key: 'discussion', label: 'Nội dung theo diễn biến', hint: 'Cổng lập từ nội dung họp và điều thư ký ghi; sửa ở đây thì phần này không đổi theo nữa.', rows: 12 },
    { key: 'extra', label: 'Ý kiến khác, biểu quyết', rows: 2 }, { key: 'ended', label: 'Thời gian kết thúc', rows: 1 }, recipients,
  ],
  notice: [grounds, { key: 'opening', label: 'Đoạn mở đầu', rows: 5 }, { key: 'extra', label: 'Thêm sau các kết luận', rows: 3 }, closing, recipients, body],
  supplement: [{ key: 'opening', label: 'Đoạn mở đầu', rows: 3 }, closing, recipients],
}

const weekdays = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ Nhật']
const place = ({ meeting: { place: room, link } }: Gathered): string => `${room}${link ? ', kết hợp trực tuyến' : ''}`
const named = ({ name, position }: { name: string; position: string }): string => [name, position].filter(Boolean).join(', ')
const units = 'Các phòng, đơn vị'

/** What the parts say until a person words them; `minutesWords` names the signed minutes that a supplement corrects. */
export function madeParts(kind: PaperKind, gathered: Gathered, minutesWords: string): Record<string, string> {
  const { office, meeting, called, chair, items, attendees } = gathered
  const leaders = `Lãnh đạo ${office.name.split(/\s/)[0]}`
  switch (kind) {
    case 'invitation': return {
      opening: `${office.name} trân trọng kính mời các đồng chí dự ${called}, cụ thể như sau:`,
      time: `${meeting.startsAt.replace(':', ' giờ ')}, ${weekdays[weekdayOf(meeting.on) - 1]}, ${dateInWords(meeting.on)}`, place: `${place(gathered)}${meeting.link ? ` (${meeting.link})` : ''}`,
      content: items.map(({ title, presenter }) => title + (presenter ? ` (${presenter} trình bày)` : '')).join('\n'), extra: meeting.note ?? '',
      closing: 'Đề nghị các đồng chí dự họp đầy đủ, đúng thành phần.', recipients: 'Như kính mời\n' + leaders, body: '',
    }
    case 'minutes': return {
      began: began(meeting), place: place(gathered), opening: '',
      discussion: items.map(({ title, presenter, notes, outcome }, index) => [
        `${index + 1}. ${title}${presenter ? ` (${presenter} trình bày)` : ''}`, notes.trim(), outcome.trim() && `Kết quả: ${outcome.trim()}`,
      ].filter(Boolean).join('\n')).join('\n'), extra: '', ended: ended(meeting), recipients: `Như thành phần dự họp\n${leaders}`,
    }
    case 'notice': return {
      grounds: '',
      opening: `${sentenceStart(dateInWords(meeting.on))}, tại ${place(gathered)}, đồng chí ${named(chair)}, chủ trì cuộc ${called}. ${attended(attendees.map(({ position }) => position))} `
        + `Sau khi nghe báo cáo và ý kiến của các đại biểu dự họp, đồng chí ${chair.name} kết luận như sau:`,
      extra: '', closing: `${office.name} thông báo để các phòng, đơn vị biết, tổ chức thực hiện.`, recipients: `${leaders}\n${units} thuộc ${office.name.split(/\s/)[0]}`, body: '',
    }
    case 'supplement': return {
      opening: `Sau khi ${minutesWords} được ký, chủ tọa và thư ký cuộc họp thống nhất sửa đổi, bổ sung như sau:`,
      closing: `Các nội dung khác của ${minutesWords} giữ nguyên. Biên bản bổ sung này là một phần không tách rời của biên bản nói trên.`, recipients: `Như thành phần dự họp\n${leaders}`,
    }
  }
}

const sentenceStart = (text: string): string => text[0]!.toLocaleUpperCase('vi') + text.slice(1)
const attended = (positions: string[]): string => {
  const told = [...new Set(positions.filter(Boolean))]
  return told.length ? `Dự họp có ${told.length > 8 ? 'đại diện lãnh đạo các phòng, đơn vị' : told.join('; ')}.` : ''
}

/** The signature that a paper bears until another one is chosen: the chief of office's for the director, or the chair's own. */
export function usualSigner(choices: readonly SignerChoice[], chosen: string | undefined, chairId: string, isTm: boolean): SignerChoice | undefined {
  const wanted = choices.find(({ value }) => value === chosen)
  if (wanted) return wanted
  const ofChair = choices.filter(({ personId }) => personId === chairId)
  return (isTm ? ofChair.find(({ value }) => value.startsWith('TM:')) : undefined) ?? choices.find(({ value }) => value.startsWith('TL:')) ?? ofChair[0] ?? choices[0]
}
