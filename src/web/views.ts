// Every template by name, with the data it needs. Each subject declares its own; test/views.test.ts holds the templates to it.
import { Eta } from 'eta'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AccountViews } from '../accounts/views.ts'
import type { AdminViews } from '../admin/views.ts'
import type { CalendarViews } from '../calendar/views.ts'
import type { ConclusionViews } from '../conclusions/views.ts'
import type { DemandViews } from '../demand/views.ts'
import type { DeskViews } from '../desk/views.ts'
import type { DossierViews } from '../dossiers/views.ts'
import type { DocumentViews } from '../documents/views.ts'
import type { EnquiryViews } from '../enquiries/views.ts'
import type { EventViews } from '../events/views.ts'
import type { EvidenceViews } from '../evidence/views.ts'
import type { FaqViews } from '../faqs/views.ts'
import type { FigureViews } from '../figures/views.ts'
import type { AssistantViews } from '../assistant/views.ts'
import type { HomeViews } from '../home/views.ts'
import type { LexiconViews } from '../lexicon/views.ts'
import type { LearningViews } from '../learning/views.ts'
import type { MeetingViews } from '../meetings/views.ts'
import type { NotificationViews } from '../notifications/views.ts'
import type { OfficeViews } from '../office/views.ts'
import type { PaperViews } from '../papers/views.ts'
import type { PeriodicReportViews } from '../periodic-reports/views.ts'
import type { PeriodViews } from '../periods/views.ts'
import type { PlanViews } from '../plans/views.ts'
import type { ImportViews } from '../procedures/import-views.ts'
import type { ProcedureViews } from '../procedures/views.ts'
import type { PropagandaPlanViews } from '../propaganda/plan-views.ts'
import type { PieceViews } from '../propaganda/views.ts'
import type { ProvingViews } from '../proving/views.ts'
import type { ReplyViews } from '../replies/views.ts'
import type { ReorganisingViews } from '../reorganising/views.ts'
import type { ScoringViews } from '../scoring/views.ts'
import type { SearchViews } from '../search/views.ts'
import type { BoardViews } from '../register/board-views.ts'
import type { RegisterViews } from '../register/views.ts'
import type { SlipViews } from '../slips/views.ts'
import type { SourceViews } from '../sources/views.ts'
import type { TaskViews } from '../tasks/views.ts'
import type { UnitViews } from '../units/views.ts'
import type { LayoutData, WebViews } from './layout.ts'
import * as helpers from './helpers.ts'

export interface Views extends WebViews, AccountViews, BoardViews, CalendarViews, AssistantViews, AdminViews, ConclusionViews, DemandViews, DeskViews, DocumentViews, DossierViews, EnquiryViews, EventViews, EvidenceViews, FaqViews, FigureViews, HomeViews, LexiconViews, MeetingViews, NotificationViews, ProcedureViews, ImportViews, OfficeViews, PaperViews, PeriodViews, PeriodicReportViews, PlanViews, PropagandaPlanViews, PieceViews, ProvingViews, RegisterViews, ReorganisingViews, ReplyViews, ScoringViews, SearchViews, SlipViews, SourceViews, TaskViews, UnitViews, LearningViews {
  'web/layout': LayoutData & { body: string }
}

const folder = join(import.meta.dirname, '../../views')

// A list includes small templates some hundred times a page.
const paths = new Map<string, string>()

class Templates extends Eta {
  helpers = helpers
  // Names always start at views/, wherever they are included from.
  override resolvePath = (name: string) => {
    let path = paths.get(name)
    if (!path) paths.set(name, path = join(folder, `${name}.eta`))
    return path
  }
}

export const templates = new Templates({
  views: folder,
  functionHeader: `const { ${Object.keys(helpers).join(', ')} } = this.helpers`,
  cache: process.env.NODE_ENV !== 'development',
  autoTrim: [false, 'nl'],
})

// A partial is given what its include hands over. Eta would add what the page around it has: a page's `id` became the id of its every field.
const { compileToString } = templates
templates.compileToString = function (...given) { return compileToString.apply(this, given).replaceAll('{...it, ...(__eta_d ?? {})}', '__eta_d ?? {}') }

/** The view's HTML. */
export const view = <Name extends keyof Views>(name: Name, data: Views[Name]): string => templates.render(name, data)

/** Compiles every template that is not yet, so that a broken one stops the start and not a page, and no page waits for it. */
export function compileAll(): void {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, file)
    if (file.endsWith('.eta') && !templates.templatesSync.get(path)) templates.loadTemplate(path, templates.readFile(path))
  }
}
