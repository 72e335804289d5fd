// Before anything of the portal is imported: the database of this worker, and nothing of the machine's own settings.
import '../src/imports.js'
import { settings } from '../src/config.ts'

const base = process.env.TEST_DATABASE_URL
for (const { name } of settings) delete process.env[name]
process.env.LOG_LEVEL = 'silent'
// test/global-setup.ts makes one database for each worker.
if (base) process.env.DATABASE_URL = base.replace(/\/[^/]*$/, `/portal_test_${process.env.VITEST_POOL_ID ?? '1'}`)
