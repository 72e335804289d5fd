// The page of one piece with its sources and versions, and two versions side by side.
import { namesOfPeople } from '../accounts/people.ts'
import { dayOf } from '../clock.ts'
import { NotFound } from '../errors.ts'
import { historyOf } from '../events/audit.ts'
import { may } from '../policy.ts'
import { rowOf } from '../procedures/catalogue.ts'
import { difference } from '../procedures/comparing.ts'
import { unitNames } from '../units/units.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { date, moment } from '../web/helpers.ts'
import { distributionsFor } from './distribution-pages.ts'
import { mayApprovePiece, mayRecall, returnedMark } from './approving.ts'
import { formNames } from './forms.ts'
import { hintsOf, measuresOf } from './measure-pages.ts'
import { outputsFor } from './outputs/pages.ts'
import { versionsOfPiece } from './pieces.ts'
import { shownSentence, shownSources } from './source-pages.ts'
import { staleVersion, stampOf } from './stale.ts'
import { propagandaTabs } from './tabs.ts'
import type { Piece, PieceVersion } from './tables.ts'
import type { PieceViews } from './views.ts'
import { pieceStatus } from './words.ts'

const gone = 'Người không còn trong danh bạ'

export async function piecePage(c: Ask, piece: Piece, form: Form | null = null): Promise<PieceViews['propaganda/show']> {
  const { store: { read }, user } = c.var
  const versions = await versionsOfPiece(read, piece.id)
  const latest = versions[0]!
  const asked = Number(c.req.query('version') ?? 0)
  const version = versions.find(({ number }) => number === asked) ?? latest
  const names = await namesOfPeople(read, [...new Set(versions.flatMap(one => [one.writtenById, one.approvedById ?? '']))])
  const nameOf = (id: string) => names.get(id) ?? gone
  const stale = await staleVersion(read, version)
  const procedure = await rowOf(read, piece.procedureId)
  const writes = may(user, 'write propaganda', { unitId: piece.unitId })
  const decides = piece.state === 'waiting' && may(user, 'approve propaganda', { unitId: piece.unitId })
  const approves = mayApprovePiece(user, piece, versions)
  const isLatest = version.number === latest.number
  const stamp = await stampOf(read, version)
  return {
    id: piece.id, tabs: propagandaTabs('/propaganda'), title: version.title, formName: formNames[piece.form], status: pieceStatus(piece), number: version.number, stamp,
    shownNote: piece.approvedNumber !== null && version.number !== piece.approvedNumber
      ? `Đây là bản ${version.number}. Bản được phát là bản ${piece.approvedNumber}, đã duyệt.`
      : isLatest ? null : `Đây là bản ${version.number}; bản mới nhất là bản ${latest.number}.`,
    parts: version.parts.map(({ heading, style, sentences }) => ({ heading, style, sentences: sentences.map(shownSentence) })),
    sources: await shownSources(read, version, stale.of), warnings: piece.state === 'recalled' ? [] : stale.sentences,
    measures: measuresOf(piece.form, version, stamp), hints: writes ? hintsOf(version) : [],
    returned: piece.state === 'draft' && latest.note?.startsWith(returnedMark) ? latest.note.slice(returnedMark.length) : null,
    facts: [
      { label: 'Hình thức', value: formNames[piece.form], href: null },
      { label: 'Đơn vị giữ', value: (await unitNames(read)).get(piece.unitId) ?? 'Đơn vị không còn', href: null },
      ...procedure ? [{ label: 'Thủ tục', value: procedure.name, href: `/procedures/${procedure.id}` }] : [],
      { label: 'Ngày dữ liệu', value: date(version.dataOn), href: null },
      { label: 'Sửa gần nhất', value: `${nameOf(latest.writtenById)}, ${moment(latest.writtenAt)}`, href: null },
    ],
    versions: versions.map((one, at) => ({
      number: one.number, by: nameOf(one.writtenById), at: one.writtenAt, note: one.note, current: one.number === piece.approvedNumber,
      href: `/propaganda/${piece.id}?version=${one.number}`,
      approved: one.approvedById ? `${nameOf(one.approvedById)} duyệt ngày ${date(one.approvedAt && dayOf(one.approvedAt))}` : null,
      compare: versions[at + 1] ? `/propaganda/${piece.id}/compare?from=${versions[at + 1]!.number}&to=${one.number}` : null,
    })),
    outputs: outputsFor(piece), distributions: await distributionsFor(c, piece, form),
    history: await historyOf(read, 'piece', piece.id, 50), form: form ?? filled({ number: latest.number }), own: decides && !approves,
    may: {
      edit: writes, anew: writes && stale.sentences.length > 0 && (piece.procedureId ?? piece.faqId) !== null, submit: writes && piece.state === 'draft',
      decide: decides && approves,
      confirm: piece.state === 'approved' && approves && stale.sentences.length > 0 && stale.stands && isLatest,
      recall: piece.state !== 'recalled' && mayRecall(user, piece),
    },
  }
}

/** The texts of a version by their headings; the second of a heading is called so, or it would stand for the first. */
function textsOf({ title, parts }: PieceVersion): Map<string, string> {
  const texts = new Map([['Tên bài', title]])
  for (const [at, { heading, sentences }] of parts.entries()) {
    const name = heading || `Phần ${at + 1}`
    let key = name
    for (let count = 2; texts.has(key); count++) key = `${name} (${count})`
    texts.set(key, sentences.map(({ text }) => text).join('\n'))
  }
  return texts
}

/** Two versions side by side; without numbers the latest and the one before it. */
export async function comparePiece(c: Ask, piece: Piece): Promise<PieceViews['propaganda/compare']> {
  const all = await versionsOfPiece(c.var.store.read, piece.id)
  const at = (name: string, usual: number) => {
    const found = all.find(({ number }) => number === Number(c.req.query(name) ?? usual))
    if (!found) throw new NotFound('Bài không có bản này.')
    return found
  }
  const [before, after] = [at('from', all[1]?.number ?? 1), at('to', all[0]!.number)]
  const [old, fresh] = [textsOf(before), textsOf(after)]
  return {
    id: piece.id, title: piece.title, from: before.number, to: after.number,
    numbers: all.map(({ number, writtenAt }) => ({ value: String(number), label: `${number} (${date(writtenAt)})` })),
    parts: [...new Set([...fresh.keys(), ...old.keys()])].flatMap(heading => {
      const [was, is] = [old.get(heading) ?? '', fresh.get(heading) ?? '']
      return was === is ? [] : [{ component: 'name' as const, heading, changed: true, ...difference(was, is) }]
    }),
  }
}
