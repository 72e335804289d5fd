// Who may do what: one row per action, one column per role; and which action each address asks for.
//   any    everywhere                         field  in the fields the person is in charge of
//   unit   what the person's own unit holds   coord  own unit, and what it co-ordinates
//   mine   what the person made or was given  -      never
import type { User } from './accounts/accounts.ts'
import type { Actor } from './events/events.ts'

export const roles = [
  'director', 'deputyDirector', 'chiefOfOffice', 'reformOfficer', 'procedureOfficer', 'unitHead',
  'staff', 'oneStop', 'clerk', 'secretary', 'admin', 'viewer',
] as const
export type Role = (typeof roles)[number]

export const roleNames: Record<Role, string> = {
  director: 'Giám đốc', deputyDirector: 'Phó giám đốc', chiefOfOffice: 'Chánh Văn phòng', reformOfficer: 'Đầu mối CCHC',
  procedureOfficer: 'Đầu mối KSTTHC', unitHead: 'Thủ trưởng đơn vị', staff: 'Chuyên viên', oneStop: 'Công chức một cửa',
  clerk: 'Văn thư', secretary: 'Thư ký họp', admin: 'Quản trị', viewer: 'Người xem',
}

export type Reach = 'any' | 'field' | 'coord' | 'unit' | 'mine' | '-'

// The widest reach comes first: a person with several roles has the widest of them.
const width: Reach[] = ['any', 'field', 'coord', 'unit', 'mine', '-']

const table = {
  //                       direct  deputy   chief   reform  proced  head    staff   oneStp  clerk   secret  admin   viewer
  'use the portal':       ['any',  'any',   'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any'],
  'see procedures':       ['any',  'any',   'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any'],
  'see drafts':           ['any',  'field', 'any',  'any',  'any',  'unit', 'unit', '-',    '-',    '-',    '-',    '-'],
  'edit procedures':      ['-',    '-',     '-',    '-',    'any',  '-',    'unit', '-',    '-',    '-',    '-',    '-'],
  'publish procedures':   ['-',    '-',     '-',    '-',    'any',  '-',    '-',    '-',    '-',    '-',    '-',    '-'],
  'import procedures':    ['-',    '-',     '-',    '-',    'any',  '-',    '-',    '-',    '-',    '-',    '-',    '-'],
  'ask the assistant':    ['any',  'any',   'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any',  '-',    'any'],
  'see conversations':    ['mine', 'mine',  'mine', 'any',  'any',  'mine', 'mine', 'mine', 'mine', 'mine', '-',    'mine'],
  'see knowledge':        ['any',  'any',   'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any'],
  'write knowledge':      ['-',    '-',     '-',    'any',  'any',  'unit', 'unit', 'unit', '-',    '-',    '-',    '-'],
  'approve knowledge':    ['-',    '-',     'any',  '-',    'any',  'unit', '-',    '-',    '-',    '-',    '-',    '-'],
  'teach the assistant':  ['-',    '-',     '-',    'any',  'any',  '-',    '-',    '-',    '-',    '-',    '-',    '-'],
  'hand questions over':  ['any',  'any',   'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any',  '-',    '-'],
  'see plans':            ['any',  'any',   'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any',  '-',    'any'],
  'write plans':          ['-',    '-',     'any',  'any',  '-',    '-',    '-',    '-',    '-',    '-',    '-',    '-'],
  'approve plans':        ['any',  '-',     '-',    '-',    '-',    '-',    '-',    '-',    '-',    '-',    '-',    '-'],
  'see tasks':            ['any',  'any',   'any',  'any',  'coord','coord','coord','coord','coord','any',  '-',    'any'],
  'assign tasks':         ['any',  'field', 'any',  'any',  '-',    'unit', '-',    '-',    '-',    '-',    '-',    '-'],
  'share filters':        ['any',  'any',   'any',  'any',  '-',    '-',    '-',    '-',    '-',    '-',    '-',    '-'],
  'receive tasks':        ['-',    '-',     '-',    '-',    '-',    'coord','-',    '-',    '-',    '-',    '-',    '-'],
  'report on tasks':      ['-',    '-',     '-',    'mine', 'mine', 'coord','mine', 'mine', 'mine', 'mine', '-',    '-'],
  'decide on tasks':      ['any',  'field', 'any',  'mine', '-',    'mine', '-',    '-',    '-',    '-',    '-',    '-'],
  'keep evidence':        ['any',  'any',   'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any',  '-',    '-'],
  'see meetings':         ['any',  'any',   'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any',  '-',    'any'],
  'write meetings':       ['any',  '-',     'any',  'any',  '-',    'mine', 'mine', '-',    '-',    'any',  '-',    '-'],
  'propose items':        ['any',  'any',   'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any',  '-',    '-'],
  'comment on minutes':   ['any',  'any',   'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any',  '-',    '-'],
  'sign papers':          ['any',  'mine',  'mine', '-',    '-',    'mine', '-',    '-',    '-',    '-',    '-',    '-'],
  'keep signed papers':   ['-',    '-',     'any',  'any',  '-',    '-',    '-',    '-',    'any',  'any',  '-',    '-'],
  'see people':           ['any',  'any',   'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any',  'any'],
  'manage people':        ['-',    '-',     '-',    '-',    '-',    '-',    '-',    '-',    '-',    '-',    'any',  '-'],
  'manage units':         ['-',    '-',     '-',    '-',    '-',    '-',    '-',    '-',    '-',    '-',    'any',  '-'],
  'import the office':    ['-',    '-',     '-',    '-',    '-',    '-',    '-',    '-',    '-',    '-',    'any',  '-'],
  'delegate':             ['any',  'any',   'any',  '-',    '-',    'any',  '-',    '-',    '-',    '-',    '-',    '-'],
  'change the calendar':  ['-',    '-',     'any',  'any',  '-',    '-',    '-',    '-',    '-',    '-',    'any',  '-'],
  'set escalation':       ['any',  '-',     'any',  'any',  '-',    '-',    '-',    '-',    '-',    '-',    'any',  '-'],
  'see the audit log':    ['any',  '-',     'any',  '-',    '-',    '-',    '-',    '-',    '-',    '-',    'any',  'any'],
  'run the portal':       ['-',    '-',     '-',    '-',    '-',    '-',    '-',    '-',    '-',    '-',    'any',  '-'],
} satisfies Record<string, Reach[]>

export type Action = keyof typeof table
export const actions = Object.keys(table) as Action[]

/** One cell of the table. */
export const reachOf = (role: Role, action: Action): Reach => (table[action] as Reach[])[roles.indexOf(role)]!

/** How far the person's right goes: the widest of the roles that are valid today, their own or lent to them. */
export function reach(user: User, action: Action): Reach {
  const reaches = user.roles.map(({ role }) => reachOf(role, action))
  return width.find(far => reaches.includes(far)) ?? '-'
}

/** What a thing says of itself, so that the policy can tell whether a right reaches it. */
export interface Thing { unitId?: string | null; field?: string | null; coordinatingUnitIds?: string[]; personId?: string | null }

/**
 * Whether the person may do `action`, to `thing` where one is given; without a thing: whether to anything at all.
 * Each role counts with its own unit and its own fields, so that a lent role reaches where its owner's reaches.
 */
export function may(user: User, action: Action, thing?: Thing): boolean {
  return user.roles.some(({ role, unitIds, fields }) => {
    const far = reachOf(role, action)
    if (far === '-') return false
    if (!thing || far === 'any') return true
    const inUnit = thing.unitId != null && unitIds.includes(thing.unitId)
    if (far === 'field') return thing.field != null && fields.includes(thing.field)
    if (far === 'coord') return inUnit || (thing.coordinatingUnitIds ?? []).some(id => unitIds.includes(id))
    if (far === 'unit') return inUnit
    return thing.personId != null && thing.personId === user.id
  })
}

/** `public`: without signing in. Every address of the portal stands here, or the portal does not answer it. */
export const addresses: Record<string, Action | 'public'> = {
  'GET /': 'use the portal',
  'GET /healthz': 'public',
  'GET /readyz': 'public',

  'GET /sign-in': 'public',
  'POST /sign-in': 'public',
  'POST /sign-in/demo': 'public',
  'POST /sign-out': 'public',
  'GET /links/:token': 'public',
  'POST /links/:token': 'public',

  'GET /ask': 'ask the assistant',
  'POST /ask': 'ask the assistant',
  'GET /ask/history': 'ask the assistant',
  'GET /ask/:id': 'see conversations',
  'POST /ask/:id/turns': 'ask the assistant',
  'POST /ask/:id/topic/removal': 'ask the assistant',
  'GET /ask/turns/:id/feedback': 'see conversations',
  'POST /ask/turns/:id/feedback': 'see conversations',
  'GET /ask/turns/:id/slip': 'see conversations',

  'GET /assistant/words': 'write knowledge',
  'GET /assistant/words/export/:format': 'write knowledge',
  'GET /assistant/words/new': 'teach the assistant',
  'POST /assistant/words': 'teach the assistant',
  'POST /assistant/words/preview': 'teach the assistant',
  'GET /assistant/words/:id': 'write knowledge',
  'GET /assistant/words/:id/edit': 'teach the assistant',
  'POST /assistant/words/:id': 'teach the assistant',
  'POST /assistant/words/:id/aside': 'teach the assistant',
  'POST /assistant/words/:id/back': 'teach the assistant',

  'GET /me': 'use the portal',
  'POST /me/password': 'use the portal',
  'POST /me/preferences': 'use the portal',
  'POST /me/sessions/:id/end': 'use the portal',
  'POST /me/sessions/end-others': 'use the portal',
  'POST /me/delegations': 'delegate',
  'POST /me/delegations/:id/end': 'delegate',

  'GET /people': 'see people',
  'GET /people/export/:format': 'see people',
  'GET /people/:id': 'see people',
  'GET /admin/invitations': 'manage people',
  'POST /admin/invitations': 'manage people',
  'GET /people/:id/edit': 'manage people',
  'POST /people/:id/edit': 'manage people',
  'POST /people/:id/posting': 'manage people',
  'POST /people/:id/roles': 'manage people',
  'POST /people/:id/roles/:holding/end': 'manage people',
  'POST /people/:id/link': 'manage people',
  'POST /people/:id/leaving': 'manage people',
  'POST /people/:id/return': 'manage people',
  'POST /people/:id/unlock': 'manage people',

  'GET /units': 'see people',
  'GET /units/:id': 'see people',
  'POST /units/:id/aliases': 'manage units',
  'GET /admin/units': 'manage units',
  'POST /admin/units': 'manage units',
  'GET /units/:id/renaming': 'manage units',
  'POST /units/:id/renaming': 'manage units',
  'GET /units/:id/moving': 'manage units',
  'POST /units/:id/moving': 'manage units',
  'GET /units/:id/merger': 'manage units',
  'POST /units/:id/merger': 'manage units',
  'GET /units/:id/split': 'manage units',
  'POST /units/:id/split': 'manage units',
  'GET /units/:id/ending': 'manage units',
  'POST /units/:id/ending': 'manage units',

  'GET /admin/staff-imports': 'import the office',
  'POST /admin/staff-imports': 'import the office',
  'GET /admin/staff-imports/:id': 'import the office',
  'POST /admin/staff-imports/:id/choices': 'import the office',
  'POST /admin/staff-imports/:id/application': 'import the office',
  'POST /admin/staff-imports/:id/drop': 'import the office',

  'GET /procedures': 'see procedures',
  'GET /procedures/export/:format': 'see procedures',
  'GET /procedures/new': 'edit procedures',
  'POST /procedures': 'edit procedures',
  'GET /procedures/imports': 'import procedures',
  'POST /procedures/imports': 'import procedures',
  'GET /procedures/imports/:id': 'import procedures',
  'GET /procedures/imports/:id/progress': 'import procedures',
  'GET /procedures/imports/:id/problems.csv': 'import procedures',
  'POST /procedures/imports/:id/choices': 'import procedures',
  'POST /procedures/imports/:id/start': 'import procedures',
  'POST /procedures/imports/:id/stop': 'import procedures',
  'POST /procedures/imports/:id/resumption': 'import procedures',
  'POST /procedures/imports/:id/discard': 'import procedures',
  'GET /procedures/:id': 'see procedures',
  'GET /procedures/:id/versions/:number': 'see procedures',
  'GET /procedures/:id/slip': 'see procedures',
  'GET /procedures/:id/compare': 'see procedures',
  'GET /procedures/:id/edit': 'edit procedures',
  'POST /procedures/:id/draft': 'edit procedures',
  'POST /procedures/:id/draft/end': 'edit procedures',
  'GET /procedures/:id/publication': 'publish procedures',
  'POST /procedures/:id/publication': 'publish procedures',
  'GET /procedures/:id/abolition': 'publish procedures',
  'POST /procedures/:id/abolition': 'publish procedures',
  'POST /procedures/:id/review': 'edit procedures',
  'POST /procedures/:id/owner': 'edit procedures',
  'GET /statistics': 'see procedures',
  'GET /statistics/export': 'see procedures',

  'GET /work': 'use the portal',
  'GET /desk': 'decide on tasks',
  'POST /desk/acknowledgements': 'decide on tasks',
  'POST /desk/:kind/:id': 'decide on tasks',

  'GET /tasks': 'see tasks',
  'GET /tasks/export/xlsx': 'see tasks',
  'GET /tasks/filters': 'see tasks',
  'POST /tasks/filters': 'see tasks',
  'POST /tasks/filters/:id': 'see tasks',
  'POST /tasks/filters/:id/removal': 'see tasks',
  'POST /tasks/opening': 'see tasks',
  'POST /tasks/changes/preview': 'see tasks',
  'POST /tasks/changes': 'see tasks',
  'GET /tasks/changes/:id': 'see tasks',
  'POST /tasks/changes/:id/undoing': 'see tasks',
  'GET /tasks/new': 'assign tasks',
  'POST /tasks': 'assign tasks',
  'GET /tasks/deadlines': 'change the calendar',
  'POST /tasks/deadlines': 'change the calendar',
  'GET /tasks/:id': 'see tasks',
  'GET /tasks/:id/edit': 'see tasks',
  'POST /tasks/:id/edit': 'see tasks',
  'POST /tasks/:id/receipt': 'receive tasks',
  'POST /tasks/:id/person': 'receive tasks',
  'POST /tasks/:id/parts/:part/completion': 'report on tasks',
  'POST /tasks/:id/reports': 'report on tasks',
  'POST /tasks/:id/draft': 'report on tasks',
  'POST /tasks/:id/draft/removal': 'report on tasks',
  'POST /tasks/:id/reports/:report/review': 'decide on tasks',
  'POST /tasks/:id/requests': 'report on tasks',
  'POST /tasks/:id/requests/:request/decision': 'decide on tasks',
  'POST /tasks/:id/requests/:request/withdrawal': 'report on tasks',
  'POST /tasks/:id/notes': 'see tasks',
  'POST /tasks/:id/items': 'see tasks',
  'POST /tasks/:id/items/:item/tick': 'see tasks',
  'POST /tasks/:id/items/:item/removal': 'see tasks',
  'POST /tasks/:id/pause': 'decide on tasks',
  'POST /tasks/:id/resumption': 'decide on tasks',
  'POST /tasks/:id/drop': 'see tasks',
  'POST /tasks/:id/reopening': 'see tasks',
  'POST /tasks/:id/handover': 'see tasks',

  'GET /figures': 'see tasks',
  'GET /figures/xlsx': 'see tasks',
  'GET /figures/units': 'see tasks',
  'GET /figures/units/xlsx': 'see tasks',
  'GET /figures/moves': 'see tasks',
  'GET /figures/moves/xlsx': 'see tasks',
  'GET /figures/silence': 'see tasks',
  'GET /figures/silence/xlsx': 'see tasks',

  'GET /documents': 'see tasks',
  'POST /documents': 'keep evidence',
  'GET /documents/new': 'keep evidence',
  'GET /documents/check': 'use the portal',
  'POST /documents/check': 'use the portal',
  'GET /documents/missing': 'see tasks',
  'GET /documents/export/:format': 'see tasks',
  'GET /documents/:id': 'see tasks',
  'GET /documents/:id/file': 'see tasks',
  'GET /documents/:id/edit': 'keep evidence',
  'POST /documents/:id/edit': 'keep evidence',
  'GET /tasks/:id/evidence': 'keep evidence',
  'POST /tasks/:id/citations': 'keep evidence',
  'POST /citations/:id/removal': 'keep evidence',
  'GET /search': 'use the portal',
  'GET /search/suggestions': 'use the portal',

  'GET /notices': 'use the portal',
  'GET /notices/list': 'use the portal',
  'GET /notices/bell': 'public',
  'GET /notices/:id': 'use the portal',
  'POST /notices/reading': 'use the portal',
  'POST /notices/:id/reading': 'use the portal',
  'GET /notices/settings': 'use the portal',
  'POST /notices/settings': 'use the portal',
  'POST /notices/feed': 'use the portal',
  'POST /notices/feed/revocation': 'use the portal',
  'GET /calendar-feed/:file': 'public',
  'GET /escalation': 'set escalation',
  'POST /escalation': 'set escalation',
  'POST /escalation/preview': 'set escalation',

  'GET /plans': 'see plans',
  'GET /plans/export/xlsx': 'see plans',
  'GET /plans/new': 'write plans',
  'POST /plans': 'write plans',
  'GET /plans/:id': 'see plans',
  'GET /plans/:id/export/:format': 'see plans',
  'GET /plans/:id/edit': 'write plans',
  'POST /plans/:id/edit': 'write plans',
  'POST /plans/:id/removal': 'write plans',
  'GET /plans/:id/copy': 'write plans',
  'POST /plans/:id/copy': 'write plans',
  'POST /plans/:id/submission': 'write plans',
  'POST /plans/:id/withdrawal': 'write plans',
  'POST /plans/:id/return': 'approve plans',
  'POST /plans/:id/approval': 'approve plans',
  'POST /plans/:id/start': 'write plans',
  'POST /plans/:id/closing': 'approve plans',
  'POST /plans/:id/bases': 'write plans',
  'POST /plans/:id/bases/:basis': 'write plans',
  'POST /plans/:id/bases/:basis/removal': 'write plans',
  'GET /plans/:id/tasks/new': 'write plans',
  'POST /plans/:id/tasks': 'write plans',
  'GET /plans/:id/tasks/:task/edit': 'write plans',
  'POST /plans/:id/tasks/:task/edit': 'write plans',
  'POST /plans/:id/tasks/:task/removal': 'write plans',
  'GET /plans/:id/tasks/:task/amendment': 'write plans',
  'POST /plans/:id/tasks/:task/amendment': 'write plans',
  'GET /plans/:id/imports': 'write plans',
  'POST /plans/:id/imports': 'write plans',
  'GET /plans/:id/imports/:import': 'write plans',
  'POST /plans/:id/imports/:import/cells': 'write plans',
  'POST /plans/:id/imports/:import/rows/:row': 'write plans',
  'POST /plans/:id/imports/:import/confirmation': 'write plans',
  'POST /plans/:id/imports/:import/columns': 'write plans',
  'POST /plans/:id/imports/:import/application': 'write plans',
  'POST /plans/:id/imports/:import/drop': 'write plans',

  'GET /meetings': 'see meetings',
  'GET /meetings/new': 'write meetings',
  'POST /meetings': 'write meetings',
  'GET /meetings/:id/calendar.ics': 'see meetings',
  'GET /meetings/export/xlsx': 'see meetings',
  'GET /meetings/:id/edit': 'write meetings',
  'POST /meetings/:id/edit': 'write meetings',
  'POST /meetings/:id/calling': 'write meetings',
  'POST /meetings/:id/cancellation': 'write meetings',
  'POST /meetings/:id/removal': 'write meetings',
  'POST /meetings/:id/guests': 'write meetings',
  'POST /meetings/:id/guests/:guest/removal': 'write meetings',
  'POST /meetings/:id/agenda': 'write meetings',
  'GET /meetings/:id/agenda/:item': 'write meetings',
  'POST /meetings/:id/agenda/:item': 'write meetings',
  'POST /meetings/:id/agenda/:item/place': 'write meetings',
  'POST /meetings/:id/agenda/:item/removal': 'write meetings',
  'POST /meetings/:id/agenda/:item/moving': 'write meetings',
  'GET /meetings/:id/documents': 'write meetings',
  'POST /meetings/:id/documents': 'write meetings',
  'POST /meetings/:id/documents/:document/removal': 'write meetings',
  'GET /meetings/backlog': 'see meetings',
  'POST /meetings/backlog': 'propose items',
  'POST /meetings/backlog/:item/taking': 'write meetings',
  'POST /meetings/backlog/:item/refusal': 'write meetings',
  'POST /meetings/backlog/:item/withdrawal': 'propose items',
  'GET /meetings/series': 'see meetings',
  'POST /meetings/series': 'write meetings',
  'GET /meetings/series/new': 'write meetings',
  'GET /meetings/series/:id': 'see meetings',
  'GET /meetings/series/:id/edit': 'write meetings',
  'POST /meetings/series/:id/edit': 'write meetings',
  'POST /meetings/series/:id/ending': 'write meetings',
  'POST /meetings/series/:id/meetings': 'write meetings',
  'GET /meetings/:id': 'see meetings',
  'GET /meetings/:id/projection': 'see meetings',
  'GET /meetings/:id/export/xlsx': 'see meetings',

  'GET /papers': 'see meetings',
  'GET /papers/xlsx': 'see meetings',
  'GET /papers/numbers': 'keep signed papers',
  'POST /papers/numbers': 'keep signed papers',
  'GET /meetings/:id/papers': 'see meetings',
  'GET /meetings/:id/papers/:paper': 'see meetings',
  'GET /meetings/:id/papers/:paper/docx': 'see meetings',
  'GET /meetings/:id/papers/:paper/edit': 'write meetings',
  'POST /meetings/:id/papers/:paper/wording': 'write meetings',
  'GET /meetings/:id/supplements/new': 'write meetings',
  'POST /meetings/:id/supplements': 'write meetings',
  'GET /meetings/:id/papers/:paper/corrections': 'write meetings',
  'POST /meetings/:id/papers/:paper/corrections': 'write meetings',
  'POST /meetings/:id/papers/:paper/removal': 'write meetings',
  'POST /meetings/:id/papers/:paper/commenting': 'write meetings',
  'POST /meetings/:id/papers/:paper/commenting/removal': 'write meetings',
  'POST /meetings/:id/papers/:paper/comments': 'comment on minutes',
  'POST /meetings/:id/papers/:paper/comments/:comment/answer': 'write meetings',
  'POST /meetings/:id/papers/:paper/signature': 'sign papers',
  'POST /meetings/:id/papers/:paper/file': 'keep signed papers',
  'GET /meetings/:id/papers/:paper/file': 'see meetings',
  'GET /conclusions': 'see meetings',
  'GET /conclusions/export/xlsx': 'see meetings',
  'GET /meetings/:id/conclusions': 'see meetings',
  'POST /meetings/:id/conclusions': 'write meetings',
  'POST /meetings/:id/conclusions/cells': 'write meetings',
  'POST /meetings/:id/conclusions/giving': 'write meetings',
  'POST /meetings/:id/conclusions/no-tasks': 'write meetings',
  'POST /meetings/:id/conclusions/restoring': 'write meetings',
  'POST /meetings/:id/conclusions/:conclusion/cells': 'write meetings',
  'POST /meetings/:id/conclusions/:conclusion/works': 'write meetings',
  'POST /meetings/:id/conclusions/:conclusion/works/:work/removal': 'write meetings',
  'POST /meetings/:id/conclusions/:conclusion/works/:work/extension': 'write meetings',
  'POST /meetings/:id/conclusions/:conclusion/removal': 'write meetings',
  'POST /meetings/:id/conclusions/:conclusion/place': 'write meetings',
  'POST /meetings/:id/conclusions/:conclusion/no-task': 'write meetings',

  'GET /meetings/:id/room': 'see meetings',
  'GET /meetings/:id/room/changes': 'write meetings',
  'POST /meetings/:id/room/beginning': 'write meetings',
  'POST /meetings/:id/room/end': 'write meetings',
  'POST /meetings/:id/room/resumption': 'write meetings',
  'POST /meetings/:id/room/times': 'write meetings',
  'POST /meetings/:id/room/attendance': 'write meetings',
  'POST /meetings/:id/room/guests': 'write meetings',
  'POST /meetings/:id/room/guests/:guest': 'write meetings',
  'POST /meetings/:id/room/items': 'write meetings',
  'POST /meetings/:id/room/items/:item/notes': 'write meetings',
  'POST /meetings/:id/room/items/:item/state': 'write meetings',
  'POST /meetings/:id/room/items/:item/moving': 'write meetings',
  'GET /meetings/:id/presenting': 'see meetings',
  'POST /meetings/:id/presenting/:item': 'write meetings',

  'GET /calendar': 'use the portal',
  'POST /calendar/days': 'change the calendar',
  'POST /calendar/days/:id/removal': 'change the calendar',
  'POST /calendar/proposals': 'change the calendar',
  'POST /calendar/weeks': 'change the calendar',
  'POST /calendar/weeks/:id/removal': 'change the calendar',

  'GET /events': 'see the audit log',
  'GET /events/export': 'see the audit log',

  'GET /admin': 'run the portal',
  'GET /admin/backups': 'run the portal',
  'POST /admin/backups': 'run the portal',
  'GET /admin/mail': 'run the portal',
  'POST /admin/mail/queueing': 'run the portal',
  'POST /admin/demo/removal': 'run the portal',
}

/**
 * Who an event is recorded for: the person, and, where none of their own roles would do, the one they act for.
 */
export function actor(user: User, action: Action, thing?: Thing): Actor {
  const own = { ...user, roles: user.roles.filter(held => held.lentById === null) }
  const batch = user.batch ? { batch: user.batch } : {}
  if (user.writtenById) return { id: user.writtenById, actingForId: user.id, ...batch }
  if (may(own, action, thing)) return { id: user.id, ...batch }
  const lent = user.roles.find(held => held.lentById !== null && may({ ...user, roles: [held] }, action, thing))
  return { id: user.id, actingForId: lent?.lentById ?? null, ...batch }
}
