// What names a document that a procedure no longer rests on: a legal basis that lapsed, or that another one replaced.
import { and, eq, inArray, ne } from 'drizzle-orm'
import { contentOfVersion } from '../assistant/register.ts'
import { dayOf } from '../clock.ts'
import { openStates } from '../enquiries/clock.ts'
import { enquiries, enquiryDrafts, replyTemplates } from '../enquiries/tables.ts'
import { publishedVersions } from '../faqs/faqs.ts'
import type { LegalBasis } from '../procedures/content.ts'
import { pieces, pieceVersions } from '../propaganda/tables.ts'
import type { Read } from '../store/store.ts'
import { titleOf } from './of-citizens.ts'
import type { Change, Changes } from './changes.ts'
import type { Place } from './places.ts'

/** 'Nghị định số 131/2021/NĐ-CP' is known by '131/2021/NĐ-CP'. */
const numberIn = ({ number }: LegalBasis): string | null => /\d+\/[^\s,;()]+/.exec(number ?? '')?.[0] ?? null
const past = ({ validity }: LegalBasis): boolean => validity === 'expired' || validity === 'partly'

/** Documents among the bases of one version that are none of the next one, or are no longer in force there. */
export function lapsedIn(before: readonly LegalBasis[], after: readonly LegalBasis[]): { number: string; lapsed: boolean }[] {
  return before.filter(basis => !past(basis)).flatMap(basis => {
    const number = numberIn(basis)
    const now = after.find(one => number !== null && numberIn(one) === number)
    return number !== null && (!now || past(now)) ? [{ number, lapsed: now !== undefined }] : []
  })
}

/** Whether a text names a document: '31/2021/NĐ-CP' does not stand in '131/2021/NĐ-CP'. */
export function namesDocument(text: string, number: string): boolean {
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    if (!/\d/.test(text[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(text[at + number.length] ?? '')) return true
  }
  return false
}

/** More procedures than this change at once only by an import, which looks at documents itself. */
const mostChanges = 50

async function documentsOf(db: Read, procedures: Changes['procedures']): Promise<Change[]> {
  const changed = [...procedures.values()].filter(({ bases }) => bases).slice(0, mostChanges)
  const found = new Map<string, Change>()
  for (const change of changed) {
    const [before, after] = [await contentOfVersion(db, change.bases!.before), await contentOfVersion(db, change.bases!.after)]
    for (const document of lapsedIn(before.legalBases, after.legalBases)) {
      found.set(document.number, {
        ...change, document, version: `${document.number} ${change.version}`, name: `Văn bản ${document.number}`,
        numberOf: () => undefined, since: () => null,
      })
    }
  }
  return [...found.values()]
}

type Named = Omit<Place, 'change' | 'cited' | 'touched'> & { text: string; procedureIds: readonly string[] }

/** Everything that the office has written or is writing to the public. */
async function written(db: Read): Promise<Named[]> {
  const entries = await publishedVersions(db)
  const templates = await db.select().from(replyTemplates).where(eq(replyTemplates.inUse, true))
  const material = await db.select({ piece: pieces, version: pieceVersions }).from(pieces)
    .innerJoin(pieceVersions, and(eq(pieceVersions.pieceId, pieces.id), eq(pieceVersions.number, pieces.approvedNumber)))
    .where(ne(pieces.state, 'recalled'))
  const drafts = await db.select({ enquiry: enquiries, draft: enquiryDrafts }).from(enquiryDrafts)
    .innerJoin(enquiries, eq(enquiries.id, enquiryDrafts.id)).where(inArray(enquiries.state, [...openStates]))
  const ids = (citations: readonly { procedureId: string }[]) => citations.map(({ procedureId }) => procedureId)
  return [
    ...entries.map(({ faq, version }): Named => ({
      kind: 'faq', id: faq.id, title: faq.question, href: `/faqs/${faq.id}`, ownerUnitId: faq.ownerUnitId,
      personId: faq.ownerId ?? version.writtenById, on: dayOf(version.writtenAt), text: version.answer, procedureIds: ids(version.citations),
    })),
    ...templates.map((one): Named => ({
      kind: 'template', id: one.id, title: one.title, href: `/replies/templates/${one.id}`, ownerUnitId: one.ownerUnitId, personId: one.writtenById,
      on: dayOf(one.writtenAt), text: one.text, procedureIds: ids(one.citations),
    })),
    ...material.map(({ piece, version }): Named => ({
      kind: 'piece', id: piece.id, title: piece.title, href: `/propaganda/${piece.id}`, ownerUnitId: piece.unitId, personId: version.writtenById,
      on: version.dataOn, text: version.parts.flatMap(({ sentences }) => sentences.map(({ text }) => text)).join('\n'),
      procedureIds: ids(version.sources.filter(source => source.kind === 'procedure')),
    })),
    ...drafts.map(({ enquiry, draft }): Named => ({
      kind: 'enquiry', id: enquiry.id, title: titleOf(enquiry), href: `/enquiries/${enquiry.id}`, ownerUnitId: enquiry.unitId,
      personId: enquiry.personId ?? draft.byId, on: dayOf(enquiry.receivedAt), text: draft.text, procedureIds: ids(draft.citations),
    })),
  ]
}

/** What names such a document in its words, and is not listed for the procedure itself; what was written after the change meant it. */
export async function documentPlaces(db: Read, { procedures }: Changes): Promise<Place[]> {
  const changes = await documentsOf(db, procedures)
  if (!changes.length) return []
  const all = await written(db)
  return changes.flatMap(change => all.filter(({ text, procedureIds, on }) =>
    on < change.on && !procedureIds.includes(change.subject.id) && namesDocument(text, change.document!.number))
    .map(({ text: _text, procedureIds: _ids, ...place }): Place => ({ ...place, change, cited: null, touched: null })))
}
