// What the templates of units are given.
import type { Form } from '../web/forms.ts'
import type { Serving, Step, UnitNode } from './units.ts'

export interface UnitOption { value: string; label: string }

export interface UnitViews {
  'units/index': { nodes: UnitNode[]; on: string; isToday: boolean; sentence: string; ended: { id: string; name: string; until: string; now: string }[]; mayManage: boolean; mayImport: boolean }
  'units/_branch': { nodes: UnitNode[] }
  'units/show': {
    unit: { id: string; name: string; aliases: string[]; since: string; until: string | null }
    kind: string
    lede: string
    now: { id: string; name: string }[]
    parent: { id: string; name: string } | null
    children: { id: string; name: string }[]
    people: Serving[]
    from: (Step & { word: string })[]
    to: (Step & { word: string })[]
    mayManage: boolean
    aliasesForm: Form
  }
  'units/new': { form: Form; kinds: UnitOption[]; parents: UnitOption[] }
  'units/change': {
    unit: { id: string; name: string }
    what: 'renaming' | 'moving' | 'merger' | 'split' | 'ending'
    title: string
    lede: string
    button: string
    form: Form
    parents: UnitOption[]
    /** The other standing units, ticked where they join the merger. */
    others: { id: string; name: string; on: boolean }[]
    /** For a split: the people, each with the place of the new unit chosen. */
    people: { id: string; name: string; title: string | null; chosen: string }[]
    /** Names of the new units typed so far. */
    names: string[]
  }
}
