import { defineConfig } from 'drizzle-kit'

const postgres = (process.env.DATABASE_URL ?? '').startsWith('postgres')

export default defineConfig({
  dialect: postgres ? 'postgresql' : 'sqlite',
  schema: './src/*/tables.ts',
  out: `./src/store/migrations/${postgres ? 'postgres' : 'sqlite'}`,
})
