// The directory of people, one person's page, and what administrators do there.
import { personFields } from '../procedures/fields.ts'
