// What each kind of event says to people: one row per action. record() takes no action that is not here.
import { written } from '../clock.ts'
import { roleNames, type Role } from '../policy.ts'
import { conclusionSentences } from '../conclusions/event-sentences.ts'
import { demandSentences } from '../demand/event-sentences.ts'
import { enquirySentences } from '../enquiries/event-sentences.ts'
import { faqSentences } from '../faqs/event-sentences.ts'
import { learningSentences } from '../learning/event-sentences.ts'
import { lexiconSentences } from '../lexicon/event-sentences.ts'
import { meetingSentences } from '../meetings/event-sentences.ts'
import { noticeSentences } from '../notifications/event-sentences.ts'
import { paperSentences } from '../papers/event-sentences.ts'
import { periodSentences } from '../periods/event-sentences.ts'
import { reorganisingSentences } from '../reorganising/event-sentences.ts'
import { propagandaSentences } from '../propaganda/event-sentences.ts'
import { provingSentences } from '../proving/event-sentences.ts'
import { scoringSentences } from '../scoring/event-sentences.ts'
import { secondFactorSentences } from '../second-factor/event-sentences.ts'
import { slipSentences } from '../slips/event-sentences.ts'
import { sourceSentences } from '../sources/event-sentences.ts'
import { taskSentences } from '../tasks/event-sentences.ts'
import type { Event } from './tables.ts'

type Details = Event['details']
/** The words after the person's name: "… đã công bố bản 2 của thủ tục". */
type Sentence = string | ((details: Details) => string)

const count = (value: unknown) => Number(value ?? 0).toLocaleString('vi-VN')
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const day = (value: unknown) => written(text(value))
const role = (value: unknown) => roleNames[value as Role] ?? 'không rõ'
const fromDay = (value: unknown) => (value ? ` từ ${day(value)}` : '')
const number = (value: unknown) => (value ? ` (bản ${count(value)})` : '')
const replacement = (words: string) => ({ on, decision }: Details) => `đã ${words}${on ? ` từ ${day(on)}` : ''}${decision ? `, theo ${text(decision)}` : ''}`
const demoInWords = ({ people, procedures, tasks }: Details) => `${count(people)} người, ${tasks === undefined ? '' : `${count(tasks)} nhiệm vụ, `}${count(procedures)} thủ tục`

function calendarChange({ change, kind, name, from, to, year, days, since }: Details): string {
  const what = `ngày ${kind === 'makeUp' ? 'làm bù' : 'nghỉ'} “${text(name)}” ${day(from)}${to === from ? '' : `–${day(to)}`}`
  if (change === 'day added') return `đã thêm ${what} vào lịch làm việc`
  if (change === 'day removed') return `đã gỡ ${what} khỏi lịch làm việc`
  if (change === 'days confirmed') return `đã xác nhận ${count((days as unknown[] | undefined)?.length)} dòng ngày nghỉ của năm ${text(String(year))}`
  return change === 'week changed' ? `đã đổi lịch tuần${fromDay(since)}` : `đã gỡ lịch tuần áp dụng${fromDay(since)}`
}

const waysInWords: Record<string, string> = { ldap: ' bằng mật khẩu chung của cơ quan (LDAP)', oidc: ' bằng tài khoản dùng chung (OIDC)' }

export const sentences = {
  'session started': ({ demo, way }) => (demo ? 'đã vào bằng một lần bấm (đơn vị mẫu)' : `đã đăng nhập${waysInWords[text(way)] ?? ''}`),
  'session ended': 'đã đăng xuất',
  'account locked': ({ tries }) => `bị tạm khóa tài khoản sau ${count(tries)} lần sai mật khẩu hoặc mã`,
  'account unlocked': 'đã mở khóa tài khoản',
  'password set': 'đã tự đặt mật khẩu bằng đường dẫn một lần',
  'password changed': 'đã đổi mật khẩu',
  'password reset offered': 'đã cấp đường dẫn đặt lại mật khẩu',
  'person invited': 'đã cấp đường dẫn đặt mật khẩu lần đầu',
  'administrator made': 'đã trao vai trò quản trị từ máy chủ',
  'person added': 'đã thêm người vào danh bạ',
  'person changed': 'đã sửa thông tin người',
  'person moved': ({ since }) => `đã chuyển đơn vị${fromDay(since)}`,
  'person left': ({ on }) => `đã ghi thôi công tác${fromDay(on)}`,
  'person came back': ({ since }) => `đã ghi trở lại công tác${fromDay(since)}`,
  'role given': ({ role: given, since, until }) => `đã trao vai trò ${role(given)}${fromDay(since)}${until ? ` đến ${day(until)}` : ''}`,
  'role ended': ({ role: ended, until }) => `đã thôi vai trò ${role(ended)}${fromDay(until)}`,
  'delegation given': ({ since, until }) => `đã ủy quyền${fromDay(since)} đến ${day(until)}`,
  'delegation ended': 'đã kết thúc ủy quyền',
  'unit added': ({ since }) => `đã lập đơn vị${fromDay(since)}`,
  'unit ended': replacement('kết thúc đơn vị'),
  'unit names changed': 'đã sửa tên gọi khác của đơn vị',
  'unit renamed': replacement('đổi tên đơn vị'),
  'unit merged': replacement('sáp nhập đơn vị'),
  'unit split': replacement('chia tách đơn vị'),
  'unit moved': replacement('chuyển đơn vị'),
  'procedure begun': 'đã bắt đầu soạn thủ tục',
  'procedure draft saved': 'đã lưu bản soạn thủ tục',
  'procedure draft dropped': 'đã bỏ bản soạn thủ tục',
  'procedure published': ({ effectiveFrom }) => `đã công bố thủ tục, áp dụng${fromDay(effectiveFrom)}`,
  'procedure amended': ({ number: made, effectiveFrom }) => `đã sửa đổi thủ tục${number(made)}, áp dụng${fromDay(effectiveFrom)}`,
  'procedure abolished': ({ effectiveFrom }) => `đã bãi bỏ thủ tục${fromDay(effectiveFrom)}`,
  'procedures published': ({ ids, from }) => `đã công bố ${count((ids as unknown[] | undefined)?.length)} thủ tục${from === 'demo' ? ' của đơn vị mẫu' : ''}`,
  'procedures removed': ({ ids }) => `đã gỡ ${count((ids as unknown[] | undefined)?.length)} thủ tục của đơn vị mẫu`,
  'procedure reviewed': ({ reviewOn }) => `đã rà soát thủ tục${reviewOn ? `, lần sau ngày ${day(reviewOn)}` : ''}`,
  'procedure given to a unit': 'đã giao thủ tục cho đơn vị giữ',
  'import begun': ({ format }) => `đã gửi tệp${format ? ` ${text(format)}` : ''} để nhập thủ tục`,
  'import read': ({ rows, problems }) => `đã đọc tệp nhập thủ tục: ${count(rows)} bản ghi, ${count(problems)} cần xem`,
  'import choices made': ({ rows }) => `đã chọn cách nhập cho ${count(rows)} bản ghi cần xem`,
  'import started': 'đã bắt đầu nhập thủ tục từ tệp',
  'import stopped': 'đã dừng nhập thủ tục từ tệp',
  'import resumed': 'đã cho nhập tiếp thủ tục từ tệp',
  'import finished': ({ rows, problems }) => `đã nhập xong tệp thủ tục: ${count(rows)} bản ghi, ${count(problems)} không nhập`,
  'import discarded': 'đã bỏ tệp nhập thủ tục',
  'question answered': 'đã hỏi và nhận câu trả lời',
  'conversation topic removed': 'đã bỏ thủ tục đang nói tới trong cuộc hỏi đáp',
  'old questions erased': ({ count: erased }) => `đã xóa nội dung ${count(erased)} câu hỏi quá hạn lưu`,
  'answer judged': ({ useful }) => (useful ? 'đã đánh giá câu trả lời có ích' : 'đã đánh giá câu trả lời chưa có ích'),
  'demo loaded': details => `đã nạp đơn vị mẫu: ${demoInWords(details)}`,
  'demo removed': details => `đã gỡ đơn vị mẫu: ${demoInWords(details)}`,
  'backup made': ({ name }) => `đã sao lưu${name ? ` (${text(name)})` : ''}`,
  'data taken away': ({ name, secrets }) => `đã làm gói mang đi ${text(name)}${secrets ? ', kèm mật khẩu đã băm' : ''}`,
  'take-away fetched': ({ name }) => `đã tải gói mang đi ${text(name)}`,
  'take-away removed': ({ name }) => `đã xóa gói mang đi ${text(name)} khỏi máy chủ`,
  'backup rehearsed': ({ name, problems }) => `đã thử khôi phục bản sao lưu ${text(name)}: ${problems ? `${count(problems)} lỗi` : 'nguyên vẹn'}`,
  'backup restored': ({ madeAt }) => `đã khôi phục dữ liệu từ bản sao lưu${madeAt ? ` làm lúc ${new Date(text(madeAt)).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' })}` : ''}`,
  'calendar begun': ({ days }) => `đã lập lịch làm việc với ${count(days)} dòng ngày nghỉ, ngày làm bù chắc chắn`,
  'calendar changed': calendarChange,
  ...taskSentences,
  ...noticeSentences,
  ...meetingSentences,
  ...conclusionSentences,
  ...paperSentences, ...enquirySentences, ...propagandaSentences, ...slipSentences, ...demandSentences, ...faqSentences, ...lexiconSentences, ...learningSentences, ...provingSentences, ...sourceSentences,
  ...periodSentences,
  ...reorganisingSentences,
  ...scoringSentences,
  ...secondFactorSentences,
  'columns derived anew': 'đã làm lại các cột tìm kiếm, sắp xếp và chỉ mục hỏi đáp',
  'other sessions ended': 'đã kết thúc phiên ở thiết bị khác',
  'preferences changed': 'đã đổi cách hiển thị',
  'staff list read': ({ people }) => `đã tải lên danh sách cán bộ: ${count(people)} người`,
  'staff imported': ({ peopleAdded, peopleChanged, unitsAdded }) => `đã nhập danh sách cán bộ: thêm ${count(peopleAdded)} người, sửa ${count(peopleChanged)} người, lập ${count(unitsAdded)} đơn vị`,
  'staff list dropped': 'đã bỏ bản nháp danh sách cán bộ',
  'plan begun': 'đã bắt đầu soạn kế hoạch',
  'plan copied': ({ tasks }) => `đã chép kế hoạch năm trước thành bản nháp: ${count(tasks)} nhiệm vụ`,
  'plan changed': 'đã sửa kế hoạch đang soạn',
  'plan removed': 'đã xóa kế hoạch đang soạn',
  'plan basis changed': ({ number: cited, change }) => `đã ${change === 'removed' ? 'bỏ' : change === 'added' ? 'thêm' : 'sửa'} căn cứ ${cited ? `${text(cited)} ` : ''}của kế hoạch`,
  'plan task changed': ({ change, title }) => `đã ${change === 'removed' ? 'bỏ' : change === 'added' ? 'thêm' : 'sửa'} nhiệm vụ “${text(title)}” trong kế hoạch đang soạn`,
  'plan submitted': 'đã trình kế hoạch',
  'plan returned': ({ reason }) => (reason ? `đã trả lại kế hoạch: ${text(reason)}` : 'đã rút kế hoạch về để sửa'),
  'plan approved': ({ number: signed, tasks }) => `đã phê duyệt kế hoạch${signed ? ` ${text(signed)}` : ''} và giao ${count(tasks)} nhiệm vụ cho các đơn vị`,
  'plan started': 'đã cho bắt đầu thực hiện kế hoạch',
  'plan amended': ({ number: made, decision }) => `đã điều chỉnh kế hoạch lần ${count(made)}, theo ${text(decision)}`,
  'plan closed': ({ open }) => `đã kết thúc kế hoạch${open ? `, còn ${count(open)} nhiệm vụ chưa xong` : ''}`,
  'annex read': ({ rows, doubtful }) => `đã tải lên phụ lục kế hoạch: ${count(rows)} dòng, ${count(doubtful)} ô cần xem`,
  'annex columns corrected': 'đã sửa cách hiểu các cột của phụ lục',
  'annex imported': ({ added, changed, same }) => `đã ghi phụ lục vào kế hoạch: thêm ${count(added)} nhiệm vụ, sửa ${count(changed)}, ${count(same)} giữ nguyên`,
  'document entered': ({ number: named, file }) => `đã nhập văn bản${named ? ` ${text(named)}` : ''} vào sổ minh chứng${file ? ', có tệp' : ''}`,
  'document changed': ({ number: named, fields }) => `đã sửa văn bản${named ? ` ${text(named)}` : ''} trong sổ minh chứng${(fields as unknown[] | undefined)?.includes('file') ? ', thêm tệp' : ''}`,
  'evidence cited': ({ words, report }) => `đã dẫn minh chứng${words ? ` (${text(words)})` : ''}${report ? ` cho báo cáo lần ${count(report)}` : ''}`,
  'evidence taken back': ({ words }) => `đã gỡ minh chứng${words ? ` (${text(words)})` : ''}`,
  'annex dropped': 'đã bỏ phụ lục đã tải lên, không ghi vào kế hoạch',
} satisfies Record<string, Sentence>

export type EventAction = keyof typeof sentences

/** The event as words after the actor's name; an action of an older version, which has no sentence any more, by its own name. */
export function sentenceOf({ action, details }: Pick<Event, 'action' | 'details'>): string {
  const sentence: Sentence | undefined = Object.hasOwn(sentences, action) ? sentences[action as EventAction] : undefined
  // A detail that an older version did not keep leaves no gap.
  return typeof sentence === 'function' ? sentence(details).replace(/ {2,}/g, ' ').trim() : sentence ?? action
}
