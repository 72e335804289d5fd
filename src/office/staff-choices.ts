// What a person decides in the preview of a staff list; kept with the draft, so that it outlives a reload.
import { z } from 'zod'
import { roles, type Role } from '../policy.ts'
import { line } from '../text.ts'

export interface PersonChoice {
  include: boolean
  /** Corrected e-mail; undefined: as read. */
  email?: string | undefined
  /** 'u:' and a unit's id, or 'n:' and the name of a unit to found; undefined: as read. */
  unit?: string | undefined
  /** Whether a same-named person is this one ('same') or somebody else ('new'). */
  who?: 'same' | 'new' | undefined
  roles: Role[]
  /** Roles that stood on the page to be ticked: one that was not there is as the reading says. */
  shown: Role[]
}
export interface StaffChoices {
  /** Day from which postings and roles hold. */
  since: string
  /** By the row of the unit: 'u:' and an id, or 'n:' and a name. */
  units: Record<string, string>
  /** By the key of the line. */
  people: Record<string, PersonChoice>
}

const text = z.string().max(300)
const one = z.object({ include: z.boolean(), email: text.optional(), unit: text.optional(), who: z.enum(['same', 'new']).optional(), roles: z.array(z.enum(roles)), shown: z.array(z.enum(roles)) })

/** The fields of the preview's form as choices; lines that were not on the page keep what was chosen before. */
export function choicesFrom(form: Record<string, unknown>, before: StaffChoices): StaffChoices {
  const list = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).filter(item => typeof item === 'string')
  const single = (name: string) => list(form[name]).at(-1)
  const choices: StaffChoices = { since: single('since') ?? before.since, units: { ...before.units }, people: { ...before.people } }
  for (const [name, value] of Object.entries(form)) {
    const row = /^unit\.(\d+)$/.exec(name)?.[1]
    if (row && typeof value === 'string') choices.units[row] = value.slice(0, 300)
  }
  for (const key of list(form.line)) {
    const was = before.people[key]
    const email = single(`email.${key}`)
    // Once put right, a field is no longer on the page: what was put there stays.
    const parsed = one.safeParse({
      include: single(`in.${key}`) !== undefined, email: email === undefined ? was?.email : line(email),
      unit: single(`at.${key}`) || was?.unit, who: single(`who.${key}`) ?? was?.who, roles: list(form[`role.${key}`]),
      shown: (single(`shown.${key}`) ?? '').split(' ').filter(Boolean),
    })
    if (parsed.success) choices.people[key] = parsed.data
  }
  return choices
}
