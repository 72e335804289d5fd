// The four papers as official documents, made of what was gathered and of what people worded.
import { bold, italic, paragraph, table, type Block } from '../documents/body.ts'
import { correctableNames } from '../conclusions/correcting.ts'
import type { Official, Signature } from '../documents/official.ts'
import { closed, dateInWords, signOfKind } from '../documents/wording.ts'
import type { Read } from '../store/store.ts'
import { today } from '../clock.ts'
import { gather, officeKind, type Attendee, type Concluded, type Gathered, type Office } from './gathering.ts'
import type { Meeting } from '../meetings/tables.ts'
import { numberOf, officialKinds } from './naming.ts'
import { madeParts, usualSigner } from './parts.ts'
import { signersOn, type SignerChoice } from './signers.ts'
import type { Correction, Paper, Signer } from './tables.ts'

/** A paper as it would be signed now. */
export interface Composed {
  content: Official
  signers: Signer[]
  /** What each part says while nobody words it. */
  made: Record<string, string>
  choices: SignerChoice[]
  chosen: string
  gathered: Gathered
}

/** Lines that a person typed, as paragraphs. */
const text = (words: string): Block[] => (words.trim() ? [paragraph(words.trim())] : [])
const labelled = (label: string, words: string): Block => paragraph([bold(`${label}: `), words])
const linesOf = (words: string): string[] => words.split('\n').map(line => line.replace(/^[-–+*]\s*/, '').trim()).filter(Boolean)
const conclusionBlocks = (conclusions: readonly Concluded[]): Block[] => conclusions.flatMap(({ number, text: said, lines }) => [
  paragraph(`${number}. ${said.replace(/^\d+[a-zđ]?[.)]\s+/u, '')}`), ...lines.map(line => paragraph(`- ${line}`)),
])

/** The paper made of the meeting as it stands. `minutes` are the signed ones that a supplement corrects. */
export async function compose(db: Read, meeting: Meeting, paper: Pick<Paper, 'kind' | 'wording' | 'reason' | 'corrections' | 'symbol'>, office: Office, minutes: Paper | null): Promise<Composed> {
  const gathered = await gather(db, meeting, office)
  const minutesWords = `Biên bản số ${(minutes && numberOf(minutes)) ?? '…'} ${dateInWords(minutes?.signedOn ?? null)}`
  const made = madeParts(paper.kind, gathered, minutesWords)
  const part = (key: string): string => paper.wording[key] ?? made[key] ?? ''
  const choices = paper.kind === 'invitation' || paper.kind === 'notice' ? await signersOn(db, today(), officeKind(office), part('body').trim()) : []
  const signer = usualSigner(choices, paper.wording.signature, meeting.chairId, part('body').trim() !== '')
  const kind = officialKinds[paper.kind]
  const isNotice = paper.kind === 'invitation' || paper.kind === 'notice'
  const common = {
    superior: office.superior || null, issuer: office.name, number: { value: null, issuer: paper.symbol.slice(signOfKind[kind]!.length + 1) }, kind, date: today().slice(0, 4),
    place: isNotice ? office.place : null, recipients: linesOf(part('recipients')), filed: isNotice ? 'VT, VP' : 'VT, Hồ sơ',
  }
  const one: [Signature] = [signer?.signature ?? { position: 'Giám đốc', name: null }]
  const two: [Signature, Signature] = [{ position: 'Thư ký', name: gathered.secretary.name || null }, { position: 'Chủ tọa', name: gathered.chair.name || null }]
  const content: Official = paper.kind === 'invitation' ? { ...common, ...invitation(gathered, part), signatures: one }
    : paper.kind === 'minutes' ? { ...common, abstract: sentenceStart(gathered.called), body: minutesBody(gathered, part), signatures: two }
      : paper.kind === 'notice' ? { ...common, ...notice(gathered, part), signatures: one }
        : { ...common, abstract: `Sửa đổi, bổ sung ${minutesWords}, ${gathered.called}`, body: supplementBody(paper, part), signatures: two }
  const signers: Signer[] = isNotice ? (signer ? [{ personId: signer.personId, name: signer.signature.name, lines: [...signer.signature.behalf, signer.signature.position] }] : [])
    : [{ personId: meeting.secretaryId, name: gathered.secretary.name, lines: ['Thư ký'] }, { personId: meeting.chairId, name: gathered.chair.name, lines: ['Chủ tọa'] }]
  return { content, signers, made, choices, chosen: signer?.value ?? '', gathered }
}

const sentenceStart = (words: string): string => words[0]!.toLocaleUpperCase('vi') + words.slice(1)
/** So many are named after "Kính gửi"; more stand in a list of their own. */
const mostAddressed = 12

function invitation({ called, chair, attendees }: Gathered, part: (key: string) => string): Pick<Official, 'abstract' | 'addressees' | 'body' | 'annexes'> {
  const names = attendees.map(({ words }) => words)
  const listed = names.length > mostAddressed
  return {
    abstract: `Dự ${called}`, addressees: !names.length ? [] : listed ? ['Các đồng chí theo danh sách kèm theo'] : names,
    body: [
      ...text(part('opening')), labelled('1. Thời gian', part('time')), labelled('2. Địa điểm', part('place')), labelled('3. Chủ trì', [chair.name, chair.position].filter(Boolean).join(', ')),
      ...(linesOf(part('content')).length ? [paragraph([bold('4. Nội dung:')]), ...linesOf(part('content')).map(line => paragraph(`- ${line}`))] : []),
      ...text(part('extra')), ...text(part('closing')),
    ],
    ...(listed ? { annexes: [{ title: 'Danh sách mời họp', body: [table({ columns: [{ title: 'TT', width: 8, align: 'center' }, { title: 'Họ và tên, chức vụ', width: 92 }], rows: names.map((name, index) => ({ cells: [String(index + 1), name] })) })] }] } : {}),
  }
}

function minutesBody(gathered: Gathered, part: (key: string) => string): Block[] {
  const { chair, secretary, conclusions } = gathered
  const placed = ({ name, position }: { name: string; position: string }) => [name, position].filter(Boolean).join(', ')
  const told = [part('opening'), part('discussion'), part('extra')].flatMap(text)
  return [
    labelled('Thời gian bắt đầu', part('began')), labelled('Địa điểm', part('place')),
    ...attendance(gathered.attendees), labelled('Chủ trì (chủ tọa)', placed(chair)), labelled('Thư ký (người ghi biên bản)', placed(secretary)),
    ...(told.length ? [paragraph([bold('Nội dung (theo diễn biến cuộc họp):')]), ...told] : []),
    ...(conclusions.length ? [paragraph([bold('Kết luận của chủ tọa:')]), ...conclusionBlocks(conclusions)] : []),
    paragraph(`Cuộc họp kết thúc vào ${part('ended').trim() || '…… giờ ……, ngày …… tháng …… năm ………'}`),
  ]
}

function attendance(attendees: readonly Attendee[]): Block[] {
  const by = (how: Attendee['attendance']) => attendees.filter(one => one.attendance === how)
  const lines = (rows: readonly Attendee[], more: (one: Attendee) => string = () => '') => rows.map((one, index) => paragraph(`- ${one.words}${more(one)}${index === rows.length - 1 ? '.' : ';'}`))
  const group = (label: string, rows: readonly Attendee[], more?: (one: Attendee) => string) => (rows.length ? [paragraph([italic(`${label} (${rows.length}):`)]), ...lines(rows, more)] : [])
  const head = paragraph([bold('Thành phần tham dự:')])
  if (!attendees.length) return [labelled('Thành phần tham dự', 'chủ tọa và thư ký cuộc họp')]
  if (attendees.every(one => one.attendance === null)) return [head, ...lines(attendees)]
  return [
    head, ...group('Có mặt', by('present')), ...group('Ủy quyền dự họp', by('deputised'), ({ deputy }) => (deputy ? `, ủy quyền ${deputy} dự` : '')),
    ...group('Vắng có lý do', by('excused'), ({ reason }) => (reason ? `: ${reason}` : '')), ...group('Vắng không lý do', by('absent')), ...group('Chưa điểm danh', by(null)),
  ]
}

function notice({ called, chair, conclusions }: Gathered, part: (key: string) => string): Pick<Official, 'abstract' | 'grounds' | 'body'> {
  return {
    abstract: `Kết luận của đồng chí ${[chair.name, chair.position].filter(Boolean).join(', ')} tại cuộc ${called}`, grounds: linesOf(part('grounds')),
    body: [...text(part('opening')), ...conclusionBlocks(conclusions), ...text(part('extra')), ...text(part('closing'))],
  }
}

const fieldTitle = ({ conclusion, field }: Correction): string => `Kết luận số ${conclusion}: ${(correctableNames[field] ?? field).toLocaleLowerCase('vi')}`

function supplementBody({ reason, corrections }: Pick<Paper, 'reason' | 'corrections'>, part: (key: string) => string): Block[] {
  return [
    ...text(part('opening')), ...(reason ? [labelled('Lý do', closed(sentenceStart(reason), '.'))] : []),
    table({
      columns: [{ title: 'TT', width: 6, align: 'center' }, { title: 'Mục được sửa', width: 24 }, { title: 'Nội dung cũ', width: 35 }, { title: 'Nội dung mới', width: 35 }],
      rows: corrections.map((one, index) => ({ cells: [String(index + 1), fieldTitle(one), one.from || 'không ghi', one.to || 'bỏ'] })),
    }),
    ...text(part('closing')),
  ]
}
