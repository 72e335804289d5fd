// One group of questions that ask alike: what was asked and answered, and what can be done about it.
import { erasedQuestion } from '../assistant/sentences.ts'
import { NotFound } from '../errors.ts'
import { namesOfPeople } from '../accounts/people.ts'
import { tabsFor } from '../assistant/tabs.ts'
import { addresses, may } from '../policy.ts'
import type { Ask } from '../web/context.ts'
import { blank, type Form } from '../web/forms.ts'
import { page } from '../web/render.ts'
import { outcomesByHand } from './deciding.ts'
import { knownOf, maySee, nearestOf, titleOf, whysInWords } from './filter.ts'
import { askedBy } from './handover-pages.ts'
import { clusterOf, type Asked, type Cluster } from './queue.ts'
import type { LearningDecision } from './tables.ts'
import { unknownWords } from './unknown-words.ts'
import type { AskedRow } from './views.ts'
import { outcomeNames } from './words.ts'

const mostShown = 100
const answerNames = { answered: 'Đã trả lời', clarify: 'Đã hỏi lại', refused: 'Không trả lời' }

/** The cluster of a turn, with its nearest procedures. Throws NotFound, also for those whom it does not concern. */
export async function findCluster(c: Ask) {
  const { store: { read: db }, user } = c.var
  const cluster = await clusterOf(db, c.req.param('id')!)
  const known = await knownOf(db)
  const nearest = cluster ? nearestOf(cluster, known) : []
  if (!cluster || !maySee(user, cluster, nearest[0] ?? null, known)) throw new NotFound('Không có nhóm câu hỏi này, hoặc nhóm thuộc việc của đơn vị khác.')
  return { cluster, nearest: nearest.slice(0, 5), known }
}

export const openIn = ({ asked }: Cluster, until: Date = new Date(8.64e15)): Asked[] => asked.filter(({ decision, at }) => decision === null && at <= until)

const madeAddresses: Partial<Record<LearningDecision['outcome'], string>> = { test: '/assistant/tests', faq: '/faqs', lexicon: '/assistant/words' }

export async function clusterPage(c: Ask, form: Form = blank) {
  const { store: { read: db }, user } = c.var
  const { cluster, nearest, known } = await findCluster(c)
  const { asked } = cluster
  const open = openIn(cluster)
  const names = await namesOfPeople(db, [...new Set(asked.flatMap(({ decision }) => decision?.byId ?? []))])
  const by = await askedBy(db, user, asked.map(({ personId }) => personId))
  const rowOf = ({ question, at, personId, outcome, whys, candidates, wished, conversationId, number, decision }: Asked): AskedRow => {
    const made = decision?.madeId && madeAddresses[decision.outcome]
    return {
      question: question ?? erasedQuestion, at, by: by(personId), href: may(user, 'see conversations', { personId }) ? `/ask/${conversationId}#luot-${number}` : null,
      whys: whysInWords([{ ...cluster.asked[0]!, whys }]).replace(/ 1(?=,|$)/g, ''), answer: `${answerNames[outcome]}${outcome === 'refused' || !candidates[0] ? '' : `: ${candidates[0].name}`}`,
      wished: wished ? known.rows.get(wished)?.name ?? null : null,
      decision: decision ? { outcome: outcomeNames[decision.outcome], note: decision.note, by: names.get(decision.byId) ?? '', at: decision.at, href: made ? `${made}/${decision.madeId}` : null } : null,
    }
  }
  const latest = open[0] ?? asked[0]!
  const asking = titleOf(open.length ? open : asked)
  const link = (address: string, href: string) => (`GET ${address}` in addresses ? href : null)
  return page(c, 'Nhóm câu hỏi', 'learning/show', {
    tabs: tabsFor(user, '/assistant/queue'), id: cluster.id, title: asking ?? erasedQuestion, count: asked.length, open: open.length, decided: asked.filter(({ decision }) => decision?.kept).length,
    whys: whysInWords(open.length ? open : asked), since: asked.at(-1)!.at, newest: asked[0]!.at, rows: asked.slice(0, mostShown).map(rowOf), more: Math.max(0, asked.length - mostShown),
    nearest: nearest.map(({ id, name, code, field, ownerUnitId }) => ({
      id, name, detail: [code, field].filter(Boolean).join(' · '), href: `/procedures/${id}`, edit: may(user, 'edit procedures', { unitId: ownerUnitId, field }) ? `/procedures/${id}/edit` : null,
      names: may(user, 'write knowledge', { unitId: ownerUnitId }) ? link('/procedures/:id/names', `/procedures/${id}/names`) : null,
    })),
    words: await unknownWords(db, open.map(({ question }) => question)), until: open[0]?.at.toISOString() ?? '', form,
    mayTest: asking !== null, outcomes: outcomesByHand.map(value => ({ value, label: outcomeNames[value] })),
    faq: asking === null ? null : link('/faqs/new', `/faqs/new?turn=${latest.turnId}`),
    lexicon: asking !== null && may(user, 'teach the assistant') ? link('/assistant/words/new', `/assistant/words/new?turn=${latest.turnId}`) : null,
    handover: latest.handedTo === null && latest.question !== null && may(user, 'see conversations', { personId: latest.personId }) ? `/ask/turns/${latest.turnId}/handover` : null,
  })
}
