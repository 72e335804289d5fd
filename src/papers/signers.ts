// Who may put which signature under a paper: in their own right, or TM., KT., TL., TUQ. the director, by the roles they hold on the day.
import { and, asc, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import { people, roleHoldings } from '../accounts/tables.ts'
import type { Signature } from '../documents/official.ts'
import type { Role } from '../policy.ts'
import type { Read } from '../store/store.ts'
import { fold } from '../text.ts'
import { allUnits, servingOn } from '../units/units.ts'

/** A person as papers speak of them: 'Bế Thị Hoa', 'Trưởng Phòng Người có công'. */
export interface Placed { id: string; name: string; /** '' where none is known. */ position: string; unit: string; roles: Role[] }

const leading = ['director', 'deputyDirector', 'chiefOfOffice', 'unitHead'] as const
const usualTitles: Partial<Record<Role, string>> = { director: 'Giám đốc', deputyDirector: 'Phó Giám đốc', chiefOfOffice: 'Chánh Văn phòng' }

/** 'Trưởng phòng' of 'Phòng Người có công' is 'Trưởng Phòng Người có công', words that both have stand once; who leads the office is 'Giám đốc Sở'. */
export function positionIn(title: string, unit: string, isLeadership: boolean, officeKind: string): string {
  if (!title) return unit
  if (isLeadership) return fold(title).includes(fold(officeKind)) ? title : `${title} ${officeKind}`
  if (!unit || fold(title).endsWith(fold(unit))) return title
  const [titled, named] = [title.split(' '), unit.split(' ')]
  for (let shared = Math.min(titled.length, named.length); shared; shared--) {
    if (fold(titled.slice(-shared).join(' ')) === fold(named.slice(0, shared).join(' '))) return [...titled.slice(0, -shared), unit].join(' ')
  }
  return titled.length > 3 || title.includes(',') ? `${title}, ${unit}` : `${title} ${unit}`
}

/** Everybody who served on a day, by id. `officeKind` is the office in one word: 'Sở'. */
export async function placedOn(db: Read, day: string, officeKind: string): Promise<Map<string, Placed>> {
  const units = new Map((await allUnits(db)).map(unit => [unit.id, unit]))
  const held = await db.select({ personId: roleHoldings.personId, role: roleHoldings.role }).from(roleHoldings)
    .where(and(inArray(roleHoldings.role, [...leading]), lte(roleHoldings.since, day), or(isNull(roleHoldings.until), gt(roleHoldings.until, day))))
  const rolesOf = Map.groupBy(held, ({ personId }) => personId)
  return new Map((await servingOn(db, day)).map(({ personId, name, title, unitId }) => {
    const unit = units.get(unitId)
    const roles = leading.filter(role => rolesOf.get(personId)?.some(one => one.role === role))
    const usual = roles.map(role => usualTitles[role] ?? (fold(unit?.name ?? '').startsWith('phong ') ? 'Trưởng phòng' : 'Thủ trưởng')).at(0)
    const position = title || usual ? positionIn(title ?? usual!, unit?.name ?? '', unit?.kind === 'leadership', officeKind) : ''
    return [personId, { id: personId, name, position, unit: unit?.name ?? '', roles }]
  }))
}

/** A signature that may stand under a paper. `value` is how forms name it: 'TL:binh'. */
export interface SignerChoice { value: string; personId: string; signature: Signature & { behalf: readonly string[]; name: string } }

/** For whom a role signs; the head of a unit by the director's word for this once. */
const formOf: Record<(typeof leading)[number], { form: string; behalf: string[] }> = {
  director: { form: 'own', behalf: [] }, deputyDirector: { form: 'KT', behalf: ['KT. Giám đốc'] }, chiefOfOffice: { form: 'TL', behalf: ['TL. Giám đốc'] }, unitHead: { form: 'TUQ', behalf: ['TUQ. Giám đốc'] },
}

/** Signatures that invitations and notices may bear, the director's first; TM. for the body that `body` names ('Ban Chỉ đạo …'). */
export async function signersOn(db: Read, day: string, officeKind: string, body: string): Promise<SignerChoice[]> {
  const placed = await placedOn(db, day, officeKind)
  const serving = await db.select({ id: people.id }).from(people).where(isNull(people.leftOn)).orderBy(asc(people.sort))
  return leading.flatMap(role => serving.flatMap(({ id }): SignerChoice[] => {
    const person = placed.get(id)
    if (!person?.roles.includes(role)) return []
    const { form, behalf } = formOf[role]
    const position = role === 'unitHead' ? person.position : usualTitles[role]!
    const own = { value: `${form}:${id}`, personId: id, signature: { behalf, position, name: person.name } }
    if (!body || role === 'unitHead' || role === 'chiefOfOffice') return [own]
    const inBody = role === 'director' ? { behalf: [`TM. ${body}`], position: 'Trưởng ban' } : { behalf: [`TM. ${body}`, 'KT. Trưởng ban'], position: 'Phó Trưởng ban' }
    return [own, { value: `TM:${id}`, personId: id, signature: { ...inBody, name: person.name } }]
  }))
}

/** 'TL. Giám đốc – Chánh Văn phòng: Vũ Thanh Bình'. */
export const signerInWords = ({ signature: { behalf, position, name } }: SignerChoice): string => `${[...behalf, position].join(' – ')}: ${name}`
